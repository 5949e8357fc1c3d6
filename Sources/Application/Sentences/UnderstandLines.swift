internal import Assistant
internal import Foundation
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

/// How the lines of a file of sentences hang together that stand between two empty ones.
package enum SentenceOrder: Sendable {
  case apart
  /// Each follows the one before.
  case turns
  /// Each follows the first alone.
  case openings
}

extension Configuration {
  /// Reads sentences as JSON lines on standard input and writes what each was taken to mean; changes nothing.
  ///
  /// `catalogue` is a JSON file with the names that the sentences speak of; nil for the shop's own.
  package func understandLines(catalogue: String?) async throws {
    let interpreter = try loadInterpreter()
    let index = interpreter.index(try await names(catalogue))
    var number = 0
    while let line = readLine() {
      number += 1
      guard !line.isEmpty else { continue }
      let row = try SentenceRow(line, line: number, interpreter, index)
      let reading = interpreter.read(
        row.text, in: index, preferring: row.language, context: row.context)
      try printLine(reading.json(id: row.id).text)
    }
  }

  /// Scores a file of labelled sentences: the table of shares, for the text as it is and for noisy copies of it.
  ///
  /// `catalogue` is a file with the names that the sentences speak of; nil for the shop's own. `order` says how the lines
  /// between two empty ones hang together.
  package func evaluation(
    of path: String, _ order: SentenceOrder = .apart, catalogue: String?
  ) async throws -> String {
    let interpreter = try loadInterpreter()
    let index = interpreter.index(try await names(catalogue))
    let rows =
      switch order {
      case .apart: try rows(of: path, interpreter, index)
      case .turns: try turns(of: path, .turns)
      case .openings: try turns(of: path, .openings)
      }
    return Evaluation(interpreter, index).report(rows)
  }

  /// The sentences of a file of dialogues, each with the turn before it.
  private func turns(of path: String, _ kind: SentenceBlock.Kind) throws(Failure) -> [EvaluationRow] {
    let text = try text(of: path)
    var rows: [EvaluationRow] = []
    do throws(SentenceLine.Flaw) {
      for block in try SentenceBlock.blocks(of: text) { rows += try block.rows(kind) }
    } catch {
      throw Failure(.badData, "\(path): \(error)")
    }
    guard !rows.isEmpty else { throw Failure(.badData, "\(path): no hay frases con su intención") }
    return rows
  }

  /// Learns what the words of one language's labelled sentences say of intents: the text of its `weights.txt`, and how
  /// well it does on sentences left out while learning.
  package func lesson(
    from paths: [String], language code: String, goal: Double, catalogue: String?
  ) async throws -> (file: String, report: String) {
    let interpreter = try loadInterpreter()
    let index = interpreter.index(try await names(catalogue))
    let rows = try paths.flatMap { try self.rows(of: $0, interpreter, index) }
    guard let language = Language(code),
      let lesson = interpreter.lesson(from: rows, in: index, language: language, goal: goal)
    else { throw Failure(.badData, "«\(code)»: no hay idioma con ese nombre, o no hay frases suyas") }
    func percent(_ share: Tally.Share) -> String {
      String(((share.percent ?? 0) * 10).rounded() / 10) + " %"
    }
    let confusions = lesson.confusions.prefix(25).map { "\n\($0.count) × \($0.confusion.text)" }.joined()
    return (
      lesson.file,
      "\(lesson.right.cases) frases; sin haberlas visto: bien \(percent(lesson.right)), contestadas "
        + "\(percent(lesson.answered)), bien entre las contestadas \(percent(lesson.answeredRight))"
        + confusions
    )
  }

  /// The labelled sentences of a file: lines of JSON, or lines `es | sentence => intent slot=value; slot=value`.
  private func rows(
    of path: String, _ interpreter: Interpreter, _ index: CatalogueIndex
  ) throws -> [EvaluationRow] {
    var rows: [EvaluationRow] = []
    for (number, line) in try text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    where !line.isEmpty {
      if line.hasPrefix("{") {
        rows.append(try SentenceRow(String(line), line: number + 1, interpreter, index).labelled())
        continue
      }
      do throws(SentenceLine.Flaw) {
        let sentence = try SentenceLine(line)
        rows += [sentence.flatMap { $0.note == nil ? EvaluationRow($0) : nil }].compactMap(\.self)
      } catch {
        throw Failure(.badData, "\(path), línea \(number + 1): \(error)")
      }
    }
    guard !rows.isEmpty else { throw Failure(.badData, "\(path): no hay frases con su intención") }
    return rows
  }

  /// The names in a file, of JSON or of lines `kind | name | code | aliases`; nil for the shop's own.
  func names(_ path: String?) async throws -> Catalogue {
    guard let path else {
      let open = try await open(door: "terminal")
      return Catalogue(try await open.shop.names(open.session))
    }
    let text = try text(of: path)
    guard text.hasPrefix("{") else {
      do throws(SentenceLine.Flaw) { return try Catalogue(lines: text) } catch {
        throw Failure(.badData, "\(path): \(error)")
      }
    }
    do {
      return Catalogue(try JSON(parsing: text))
    } catch {
      throw Failure(.badData, "\(path): no es JSON: deja de serlo en el byte \(error.offset)")
    }
  }

  private func text(of path: String) throws(Failure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.badData, "\(path): no se puede leer; revise la ruta y los permisos")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

extension Catalogue {
  /// Reads `products` (`name`, `sku`, `category`, `aliases`), `branches` (`name`, `aliases`), `suppliers`,
  /// `employees` and `customers`.
  fileprivate init(_ json: JSON) {
    func named(_ key: String) -> [Named] {
      (json[key]?.array ?? []).compactMap { entry in
        (entry.string ?? entry["name"]?.string).map { Named(name: $0, aliases: entry.aliases) }
      }
    }
    let products = json["products"]?.array ?? []
    let categories = Set(products.compactMap { $0["category"]?.string }).sorted()
    self.init(
      version: 1,
      products: products.compactMap { entry in
        entry["name"]?.string.map {
          Product(
            name: $0, sku: entry["sku"]?.string, barcode: entry["barcode"]?.string, aliases: entry.aliases)
        }
      },
      branches: named("branches"), suppliers: named("suppliers"),
      categories: categories.map { Named(name: $0) },
      employees: named("employees"), customers: named("customers"))
  }
}

extension JSON {
  fileprivate var aliases: [String] { self["aliases"]?.array?.compactMap(\.string) ?? [] }
}

extension Reading {
  fileprivate func json(id: JSON) -> JSON {
    var object: JSON.Object = [
      "id": id, "intent": .string(request.intent.rawValue), "slots": .object(request.slots.json),
      "also": .array(also.map { ["intent": .string($0.intent.rawValue), "slots": .object($0.slots.json)] }),
      "route": .string(route.rawValue),
      "score": JSON(decimal: FixedPoint.text(Int64(score * 1000), scale: 3)),
    ]
    if isFollowup { object["followup"] = true }
    return .object(object)
  }
}
