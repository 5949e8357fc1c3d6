import Foundation
import Glibc
import Testing

@testable import Console

@Suite final class `The history` {
  private let folder = NSTemporaryDirectory() + "bodeguero-history-\(UUID().uuidString)"
  private var path: String { folder + "/estado/history" }
  private var history: History { History(path: path) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `comes back in the order it was typed`() {
    for line in ["¿qué repongo?", "venta 125", "serum"] { history.append(line) }
    #expect(history.load() == ["¿qué repongo?", "venta 125", "serum"])
  }

  @Test func `belongs to its owner alone`() throws {
    history.append("hola")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `keeps the last two thousand lines and cuts its file back to them`() throws {
    history.append("la primera")
    let lines = (1...History.limit).map { "línea \($0)" }
    try (["la primera"] + lines).joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(history.load() == lines)
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    #expect(kept.split(separator: "\n").map(String.init) == lines)
  }

  @Test(arguments: ["", "   ", String(repeating: "x", count: 1_001), "mi contraseña es tulipan"])
  func `passes over what is not worth keeping`(line: String) {
    history.append("hola")
    history.append(line)
    #expect(history.load() == ["hola"])
  }

  @Test func `holds a pasted text in one line`() {
    history.append("uno\ndos\u{1B}  ")
    #expect(history.load() == ["uno dos␛"])
  }

  @Test func `is empty, and no error, where nothing can be read or written`() {
    let nowhere = History(path: "/proc/nowhere/history")
    nowhere.append("hola")
    #expect(nowhere.load().isEmpty)
    #expect(History(path: "/dev/zero").load().isEmpty)
  }

  @Test func `leaves alone what is not an ordinary file`() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pipe = folder + "/tubo"
    try #require(unsafe mkfifo(pipe, 0o644) == 0)
    let reader = unsafe open(pipe, O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    History(path: pipe).append("hola")
    let mode = try FileManager.default.attributesOfItem(atPath: pipe)[.posixPermissions] as? Int
    #expect(mode == 0o644)
    var byte: UInt8 = 0
    #expect(unsafe read(reader, &byte, 1) == -1)
  }

  @Test func `repairs text that is not UTF-8`() throws {
    history.append("hola")
    try Data([0x61, 0xFF, 0x0A, 0x62, 0x0A]).write(to: URL(fileURLWithPath: path))
    #expect(history.load() == ["a\u{FFFD}", "b"])
  }
}

@Suite struct `A line that looks secret` {
  @Test(arguments: [
    "mi contraseña es tulipan42", "Contraseña: abc", "password hunter2", "clave 1234", "token=abcdef",
    "usa sk-proj-abcdefghij0123456789", "ghp_0123456789abcdefghij", "4111 1111 1111 1111",
    "cobrar con 5500-0000-0000-0004", "378282246310005", "Authorization: Bearer abc",
  ])
  func `is recognised`(line: String) { #expect(looksSecret(line)) }

  @Test(arguments: [
    "¿qué tengo que reponer?", "7791234567898", "vendí 2 shampoo y 3 tintes", "4111 1111 1111 1112",
    "venta 125", "cambiar la contraseña", "POS-2025-0001", "pásame el reporte", "skate 3",
    "591 70012345 y 77",
  ])
  func `is not seen where there is none`(line: String) { #expect(!looksSecret(line)) }
}
