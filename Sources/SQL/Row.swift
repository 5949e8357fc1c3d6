/// Where a `Row` reads its columns: the driver's statement, standing on its current row.
///
/// A column that does not exist reads as NULL.
package protocol RowSource: AnyObject {
  func isNull(_ column: Int) -> Bool
  func integer(_ column: Int) -> Int64
  func real(_ column: Int) -> Double
  func text(_ column: Int) -> String
  func bytes(_ column: Int) -> [UInt8]
}

/// The row a statement stands on; columns count from 0.
///
/// It is a view: valid only inside the closure it is passed to. What it returns is copied out.
package struct Row {
  private let source: any RowSource

  package init(_ source: any RowSource) { self.source = source }

  /// 0 for NULL.
  package func integer(_ column: Int) -> Int64 { source.integer(column) }

  package func optionalInteger(_ column: Int) -> Int64? {
    source.isNull(column) ? nil : source.integer(column)
  }

  /// 0 for NULL.
  package func real(_ column: Int) -> Double { source.real(column) }

  /// "" for NULL; bytes that are not UTF-8 are repaired.
  package func text(_ column: Int) -> String { source.text(column) }

  package func optionalText(_ column: Int) -> String? {
    source.isNull(column) ? nil : source.text(column)
  }

  /// Empty for NULL.
  package func bytes(_ column: Int) -> [UInt8] { source.bytes(column) }

  /// False for NULL.
  package func bool(_ column: Int) -> Bool { source.integer(column) != 0 }
}
