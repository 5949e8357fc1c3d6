/// The insertions, deletions, substitutions and swaps of neighbours between two words; nil past `limit`.
///
/// Costs grow as 4^`limit` and not with the words' length: meant for limits up to 2.
package func editDistance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, limit: Int) -> Int? {
  var (i, j) = (a.startIndex, b.startIndex)
  while i < a.endIndex, j < b.endIndex, a[i] == b[j] { (i, j) = (i + 1, j + 1) }
  let (restA, restB) = (a.endIndex - i, b.endIndex - j)
  if restA == 0 || restB == 0 { return restA + restB <= limit ? restA + restB : nil }
  guard limit > 0, abs(restA - restB) <= limit else { return nil }
  var best: Int?
  func keep(_ distance: Int?) {
    if let distance, distance + 1 <= limit, distance + 1 < best ?? .max { best = distance + 1 }
  }
  keep(editDistance(a[(i + 1)...], b[(j + 1)...], limit: limit - 1))
  keep(editDistance(a[(i + 1)...], b[j...], limit: limit - 1))
  keep(editDistance(a[i...], b[(j + 1)...], limit: limit - 1))
  if restA > 1, restB > 1, a[i] == b[j + 1], a[i + 1] == b[j] {
    keep(editDistance(a[(i + 2)...], b[(j + 2)...], limit: limit - 1))
  }
  return best
}
