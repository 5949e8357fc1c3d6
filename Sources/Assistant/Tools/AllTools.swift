extension Tool {
  /// Every tool there is, in the order in which they are listed.
  package static let all: [Tool] = reading
}
