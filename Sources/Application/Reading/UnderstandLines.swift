internal import Assistant
internal import Foundation
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

extension Configuration {
  /// Reads sentences as JSON lines on standard input and writes what each was taken to mean; changes nothing.
  package func understandLines() async throws {
    let open = try await open(door: "terminal")
    let interpreter = try loadInterpreter()
    let index = interpreter.index(Catalogue(try await open.shop.names(open.session)))
    var number = 0
    while let line = readLine() {
      number += 1
      guard !line.isEmpty else { continue }
      let row: SentenceRow
      do {
        row = try SentenceRow(try JSON(parsing: line), line: number)
      } catch let error as JSON.SyntaxError {
        throw Failure(.badData, "línea \(number): no es JSON: \(error)")
      }
      let reading = interpreter.read(
        row.text, in: index, preferring: row.language, context: row.before?.context(interpreter, index),
        today: open.session.clock.day(of: open.shop.now()))
      FileHandle.standardOutput.write(Data((reading.json(id: row.id).text + "\n").utf8))
    }
  }
}

extension Reading {
  fileprivate func json(id: JSON) -> JSON {
    var object: JSON.Object = [
      "id": id, "intent": .string(request.intent.rawValue), "slots": .object(request.slots.json),
      "also": .array(also.map { ["intent": .string($0.intent.rawValue), "slots": .object($0.slots.json)] }),
      "route": .string(route.rawValue), "score": JSON(decimal: FixedPoint.text(Int64(score * 1000), scale: 3)),
    ]
    if isFollowup { object["followup"] = true }
    return .object(object)
  }
}
