/// Why a tool does not go on, in the person's words.
package struct Refusal: Error, CustomStringConvertible {
  package let reply: Reply

  init(_ reply: Reply) { self.reply = reply }

  package var description: String { reply.text }
}
