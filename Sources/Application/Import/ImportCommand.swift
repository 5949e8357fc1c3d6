internal import Console
internal import Dispatch
internal import Foundation
internal import Glibc
internal import Inventory
package import Shop
internal import Store
internal import Wire

extension OpenShop {
  /// Imports a file (`-` is standard input) in batches; lines that are refused are reported, the rest is kept.
  ///
  /// - Throws: `Failure` when the file or its header cannot be read.
  package func importFile(
    _ path: String, kind: ImportKind, renames: String?, movesStock: Bool
  ) async throws -> ImportOutcome {
    // Reading may block. And a batch that one thread makes and another frees stays in the first one's memory: were
    // it made now on this thread, now on that, each would keep one.
    try await withTaskExecutorPreference(ImportThread()) {
      try await read(path, kind: kind, renames: renames, movesStock: movesStock)
    }
  }

  private func read(
    _ path: String, kind: ImportKind, renames: String?, movesStock: Bool
  ) async throws -> ImportOutcome {
    let source = try ByteSource(path)
    var progress = ProgressBar("Importando", total: source.size, measure: .bytes)
    let importer = try FileImporter(
      path, kind: kind, renames: renames, shop: shop, session: session,
      branches: try await shop.names(session).branches,
      sales: kind == .sales ? SalesImport(shop, session, movesStock: movesStock) : nil)
    var reader = CSVReader()
    var records: [Result<CSVRecord, CSVFault>] = []
    while let chunk = try source.next() {
      reader.push(chunk[...]) { records.append($0) }
      try await importer.take(&records)
      progress.update(source.read)
    }
    reader.finish { records.append($0) }
    try await importer.take(&records)
    let outcome = try await importer.finish()
    progress.finish()
    return outcome
  }
}

/// Gathers the records of a file into batches for the shop.
private final class FileImporter {
  private let path: String
  private let kind: ImportKind
  private let renames: String?
  private let shop: Shop
  private let session: Session
  private let branches: [Branch]
  private let sales: SalesImport?
  private var rows: RowReader?
  private var outcome = ImportOutcome()
  private var pastSales: [PastSaleLine] = []
  /// The batch that is being written while the next one is read.
  private var writing: Task<ImportOutcome, any Error>?
  private var products: [ProductRow] = []
  private var stock: [StockRow] = []
  private var names: [NameRow] = []
  /// The products of lines that cannot be read.
  private var unread: [UnreadProduct] = []

  /// Lines of past sales a transaction: few enough that memory stays flat.
  private static let batch = 30_000

  init(
    _ path: String, kind: ImportKind, renames: String?, shop: Shop, session: Session, branches: [Branch],
    sales: SalesImport?
  ) throws {
    self.path = path == "-" ? "la entrada" : path
    (self.kind, self.renames, self.shop, self.session) = (kind, renames, shop, session)
    (self.branches, self.sales) = (branches, sales)
  }

  func take(_ records: inout [Result<CSVRecord, CSVFault>]) async throws {
    for record in records {
      switch record {
      case .failure(let fault): outcome.refused.append(fault.refusal)
      case .success(let record): try read(record)
      }
    }
    records.removeAll(keepingCapacity: true)
    if pastSales.count >= Self.batch { try await writeSales() }
  }

  func finish() async throws -> ImportOutcome {
    guard rows != nil else {
      throw Failure(.badData, "\(path): el archivo está vacío; falta la línea de encabezados")
    }
    try await writeSales()
    try await finishWriting()
    if !products.isEmpty { outcome.add(try await shop.importProducts(products, after: unread, session)) }
    if !stock.isEmpty { outcome.add(try await shop.importStock(stock, session)) }
    if !names.isEmpty { outcome.add(try await shop.importNames(names, session)) }
    outcome.refused.sort { $0.line < $1.line }
    return outcome
  }

  private func read(_ record: CSVRecord) throws {
    guard let rows else {
      let map = try ColumnMap(header: record, of: path, kind: kind, renames: renames)
      outcome.unusedColumns = map.unused
      rows = RowReader(map: map, session: session, branches: branches, now: shop.now())
      return
    }
    do {
      try rows.map.checkLength(record)
      switch kind {
      case .sales: pastSales.append(try rows.sale(record))
      case .products: products.append(try rows.product(record))
      case .stock: stock.append(try rows.stock(record))
      case .branches, .suppliers, .customers, .users: names.append(try rows.name(kind, record))
      }
    } catch {
      outcome.refused.append(ImportOutcome.Refusal(line: record.line, reason: error.reason))
      if kind == .products { unread += [rows.unread(record)].compactMap(\.self) }
    }
  }

  private func writeSales() async throws {
    guard let sales, !pastSales.isEmpty else { return }
    try await finishWriting()
    let batch = pastSales
    pastSales.removeAll()
    writing = Task { try await sales.add(batch) }
  }

  private func finishWriting() async throws {
    guard let writing else { return }
    outcome.add(try await writing.value)
    self.writing = nil
  }
}

extension CSVFault {
  /// What else was lost with the line.
  private var lost: String {
    switch lines {
    case 1: ""
    case 2: ", y no se leyó la línea siguiente"
    default: ", y no se leyeron las \(lines - 1) líneas siguientes"
    }
  }

  fileprivate var refusal: ImportOutcome.Refusal {
    let reason =
      switch self.reason {
      case .tooLong: "la línea es demasiado larga\(lost); ¿falta cerrar unas comillas?"
      case .unclosedQuote: "aquí se abren unas comillas que no se cierran\(lost)"
      }
    return ImportOutcome.Refusal(line: line, reason: reason)
  }
}

/// The bytes of a file or of standard input, a piece at a time.
private final class ByteSource {
  private let path: String
  private let handle: FileHandle
  /// In bytes; nil for standard input.
  let size: Int64?
  private(set) var read: Int64 = 0

  /// - Throws: `Failure` with exit code 6 for a file that cannot be opened.
  init(_ path: String) throws(Failure) {
    self.path = path
    if path == "-" {
      (handle, size) = (FileHandle.standardInput, nil)
      return
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw Failure(.badData, "\(path): no se puede leer; revise la ruta y los permisos")
    }
    handle = file
    size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value
  }

  func next() throws(Failure) -> [UInt8]? {
    let data: Data?
    do {
      data = try handle.read(upToCount: 1 << 18)
    } catch {
      throw Failure(.badData, "\(path): no se puede leer; ¿es un archivo?")
    }
    guard let data, !data.isEmpty else { return nil }
    read += Int64(data.count)
    return Array(data)
  }
}

/// The one thread on which a file is read.
private final class ImportThread: TaskExecutor {
  private let queue = DispatchQueue(label: "import")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
