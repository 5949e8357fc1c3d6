internal import Dispatch
internal import Glibc

/// Waits until the process is told to stop: SIGTERM, or Ctrl-C at the terminal.
package func waitForStopSignal() async {
  let (signals, told) = AsyncStream<Void>.makeStream()
  let sources = [SIGTERM, SIGINT].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { told.yield() }
    source.activate()
    return source
  }
  for await _ in signals { break }
  for source in sources { source.cancel() }
}
