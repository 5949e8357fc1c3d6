package import Wire

extension HTTPResponse {
  /// The seconds that `Retry-After` asks to wait, at most a day; nil where it gives none, or a date.
  package var pause: Int? {
    fields["Retry-After"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : min($0, 86_400) }
  }
}
