internal import Understanding

/// Why a tool does not go on, in the person's words.
package struct Refusal: Error, CustomStringConvertible {
  package let reply: Reply
  /// What would let it go on.
  let pending: Context.Pending

  init(_ reply: Reply, awaiting pending: Context.Pending = .nothing) {
    (self.reply, self.pending) = (reply, pending)
  }

  package var description: String { reply.text }
}
