internal import Foundation
internal import Glibc

/// Where an export goes: standard output, a device or pipe as it is, or a file that takes its name when it is whole.
struct ExportFile {
  private let path: String
  /// What is written until the file takes its name; nil where it is written in place.
  private let draft: String?
  private let handle: FileHandle

  /// - Throws: `Failure` with exit code 6 for a path that cannot be written.
  init(_ path: String) throws(Failure) {
    guard path != "-" else {
      (self.path, draft, handle) = (path, nil, .standardOutput)
      return
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    let isFile = type == nil || type == .typeRegular
    let draft = isFile ? target + ".partial" : nil
    if let draft,
      !FileManager.default.createFile(
        atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
    {
      throw Self.refusal(path)
    }
    guard let handle = FileHandle(forWritingAtPath: draft ?? target) else { throw Self.refusal(path) }
    (self.path, self.draft, self.handle) = (target, draft, handle)
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    do { try handle.write(contentsOf: Data(bytes)) } catch { throw Self.refusal(path) }
  }

  /// Gives the file its name once its content is on the disk.
  func publish() throws(Failure) {
    guard let draft else { return }
    do { try handle.synchronize() } catch { throw Self.refusal(path) }
    guard unsafe rename(draft, path) == 0 else { throw Self.refusal(path) }
  }

  func discard() {
    if let draft { try? FileManager.default.removeItem(atPath: draft) }
  }

  private static func refusal(_ path: String) -> Failure {
    Failure(.badData, "\(path): no se puede escribir; revise la carpeta, los permisos y el espacio libre")
  }
}
