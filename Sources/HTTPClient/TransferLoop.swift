internal import CCurl
internal import Glibc
internal import Synchronization

/// The one thread on which libcurl runs all the transfers of a client.
///
/// It is `Sendable` since `multi` and `transfers` are touched by the thread of `run` alone. The exception is
/// `curl_multi_wakeup`, which libcurl allows from any thread; `inbox` keeps it from coming after the cleanup.
@safe final class TransferLoop: @unchecked Sendable {
  enum Command: Sendable {
    case start(TransferTicket, HTTPClient.Request, Transfer.Receiver?, Transfer.Continuation)
    case cancel(TransferTicket)
    case stop
  }

  private struct Inbox {
    var commands: [Command] = []
    var isOpen = true
  }

  /// How long the thread sleeps when neither libcurl nor anybody else has something to do, in milliseconds.
  private static let sleep: Int32 = 60_000

  private let configuration: HTTPClient.Configuration
  private let multi: UnsafeMutableRawPointer
  private let inbox = Mutex(Inbox())
  private var transfers: [ObjectIdentifier: Transfer] = [:]

  init(_ configuration: HTTPClient.Configuration) {
    guard Self.libraryIsReady, let multi = unsafe curl_multi_init() else {
      fatalError("libcurl cannot be made ready")
    }
    self.configuration = configuration
    unsafe self.multi = multi
    unsafe check(
      ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.maximumConnections))
  }

  private static let libraryIsReady = ccurl_global_init() == CURLE_OK

  /// Hands a command to the thread; any thread may.
  func post(_ command: Command) {
    inbox.withLock {
      guard $0.isOpen else { return }
      $0.commands.append(command)
      unsafe check(curl_multi_wakeup(multi))
    }
  }

  /// Works until it is told to stop; blocks the thread, which must be its own.
  func run() {
    Self.ignoreBrokenPipes()
    while obey() {
      var running: Int32 = 0
      unsafe check(curl_multi_perform(multi, &running))
      finishEnded()
      unsafe check(curl_multi_poll(multi, nil, 0, Self.sleep, nil))
    }
    for transfer in transfers.values { end(transfer) { $0.fail(.cancelled, "the client stopped") } }
    unsafe check(curl_multi_cleanup(multi))
  }

  /// Does what was asked since the last time; false at the end.
  private func obey() -> Bool {
    let commands = inbox.withLock { inbox in
      defer { inbox.commands = [] }
      if inbox.commands.contains(where: \.isStop) { inbox.isOpen = false }
      return inbox.commands
    }
    for command in commands {
      switch command {
      case .start(let ticket, let request, let receiver, let continuation):
        start(
          Transfer(
            request, configuration, ticket: ticket, receiver: receiver, continuation: continuation))
      case .cancel(let ticket):
        if let transfer = transfers[ObjectIdentifier(ticket)] { end(transfer) { $0.failCancelled() } }
      case .stop: return false
      }
    }
    return true
  }

  private func start(_ transfer: Transfer) {
    // The cancellation of a task that was cancelled early comes before its request.
    guard !transfer.ticket.isCancelled else { return transfer.failCancelled() }
    transfers[ObjectIdentifier(transfer.ticket)] = transfer
    unsafe check(curl_multi_add_handle(multi, transfer.easy.pointer))
  }

  private func finishEnded() {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      let code = unsafe message.pointee.data.result
      guard let transfer = unsafe Transfer.of(message.pointee.easy_handle) else { continue }
      end(transfer) { $0.finish(code) }
    }
  }

  /// Takes the transfer from libcurl, and with it what it still has open, before `answer` is given.
  private func end(_ transfer: Transfer, _ answer: (Transfer) -> Void) {
    unsafe check(curl_multi_remove_handle(multi, transfer.easy.pointer))
    transfers[ObjectIdentifier(transfer.ticket)] = nil
    answer(transfer)
  }

  /// OpenSSL writes to sockets that the other side has closed: the thread shall read that as an error and live on.
  private static func ignoreBrokenPipes() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}

extension TransferLoop.Command {
  fileprivate var isStop: Bool { if case .stop = self { true } else { false } }
}

extension Transfer {
  fileprivate func failCancelled() { fail(.cancelled, "the task was cancelled") }
}

/// The multi interface fails only where it is misused or has no memory left.
private func check(_ code: CURLMcode) {
  guard code == CURLM_OK else { unsafe fatalError("libcurl: \(String(cString: curl_multi_strerror(code)))") }
}
