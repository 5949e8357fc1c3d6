internal import Barcodes
internal import Console
internal import Foundation
internal import Glibc
internal import Inventory
internal import Panel
internal import Shop
internal import Store
internal import Wire

extension RunningServer {
  /// Shows at the terminal the code that lets one telephone in, and another one whenever Enter is pressed.
  ///
  /// Nothing is shown where nobody reads: a log must hold no secret. A code that cannot be made or shown is a line in
  /// the log, and the next is tried at the next press.
  package func inviteAtTerminal(log: @Sendable (String) -> Void) async {
    guard Terminal.output.isInteractive else { return }
    await invite(log)
    guard Terminal.input.isInteractive else { return }
    for await _ in enterPresses() { await invite(log) }
  }

  private func invite(_ log: @Sendable (String) -> Void) async {
    do {
      try say(try await invitation())
    } catch {
      log("invitación: \(error)")
    }
  }

  /// A link that signs one browser in as the server's person, for ten minutes, with its QR code.
  func invitation() async throws -> String {
    let (code, _) = try await open.accounts.makeCode(for: .signIn, open.session)
    let link = "\(settings.origin(port: port))\(Panel.entryPath)?codigo=\(code.text.percentCoded)"
    let minutes = OneTimeCode.lifetimeSeconds / 60
    let terms = "Vale una vez, \(minutes) minutos, y deja entrar como \(open.session.person.name)"
    guard settings.isReachable else {
      return """
        Para entrar desde esta máquina: \(link)
        \(terms). Para entrar desde el teléfono: --listen 0.0.0.0:\(port)
        """
    }
    return """
      Para entrar desde el teléfono, apunte la cámara aquí o abra el enlace:

      \(try QRCode(link).terminalText(on: .ofTerminal))
      \(link)
      \(terms). Con Enter sale otro.
      """
  }
}

/// Each time that Enter is pressed; it ends with the input.
private func enterPresses() -> AsyncStream<Void> {
  // A server in the background must not stop because it would read.
  signal(SIGTTIN, SIG_IGN)
  let (presses, pressed) = AsyncStream<Void>.makeStream()
  Thread.detachNewThread {
    while readLine() != nil { pressed.yield() }
    pressed.finish()
  }
  return presses
}
