internal import Glibc

/// The lines typed before, kept in a file that only its owner may read.
///
/// What cannot be read or written is passed over in silence: a history is never worth an error.
package struct History: Sendable {
  package static let limit = 2_000
  /// A longer line is not worth repeating.
  static let longestLine = 1_000

  private let path: String

  package init(path: String) { self.path = path }

  /// `$XDG_STATE_HOME/bodeguero/history`, by default under `~/.local/state`; nil without a home folder.
  package static var standard: History? {
    let state = environmentVariable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environmentVariable("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/state" : nil }
    return (state ?? home).map { History(path: $0 + "/bodeguero/history") }
  }

  /// The last `limit` lines, oldest first; a file that holds more is cut back to them.
  package func load() -> [String] {
    guard let text = readTail() else { return [] }
    let lines = text.split(separator: "\n").map(String.init)
    let kept = Array(lines.suffix(Self.limit))
    if lines.count > Self.limit { replace(with: kept) }
    return kept
  }

  /// Keeps the line, in one write at the end of the file; unless it is blank, too long or looks secret.
  package func append(_ line: String) {
    let line = Self.entry(for: line)
    guard Self.isWorthKeeping(line) else { return }
    createFolders()
    let file = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    guard sizeOfOrdinaryFile(file) != nil else { return }
    fchmod(file, 0o600)
    writeAll(line + "\n", to: file)
  }

  /// The line as it is remembered: harmless, in one line, without spaces at its end.
  static func entry(for line: String) -> String {
    var entry = line.harmless()
    while entry.last == " " { entry.removeLast() }
    return entry
  }

  static func isWorthKeeping(_ line: String) -> Bool {
    line.utf8.count <= longestLine && !line.isEmpty && !looksSecret(line)
  }

  /// The end of the file, from a line's beginning; nil when there is no ordinary file to read.
  private func readTail() -> String? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard let size = sizeOfOrdinaryFile(file) else { return nil }
    let most = Self.limit * Self.longestLine
    let start = max(0, size - most)
    var bytes = [UInt8](repeating: 0, count: min(size, most))
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, start) }
    guard count > 0 else { return nil }
    let tail = bytes.prefix(count)
    return String(decoding: start == 0 ? tail : tail.drop { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// In bytes; nil for devices, pipes and folders, whose permissions are nobody's to change.
  private func sizeOfOrdinaryFile(_ file: Int32) -> Int? {
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private func replace(with lines: [String]) {
    let draft = path + ".\(getpid())"
    let file = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let isWhole = writeAll(lines.joined(separator: "\n") + "\n", to: file)
    close(file)
    let isPlaced = unsafe isWhole && rename(draft, path) == 0
    if !isPlaced { unsafe unlink(draft) }
  }

  private func createFolders() {
    for end in path.indices where path[end] == "/" && end != path.startIndex {
      unsafe mkdir(String(path[..<end]), 0o700)
    }
  }
}
