extension HTTPRequest {
  /// The value of a cookie; nil where none bears that name.
  package func cookie(_ name: String) -> String? {
    for field in fields.values(of: "Cookie") {
      for pair in field.split(separator: ";") {
        let halves = pair.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
        if halves.count == 2, halves[0] == name { return String(halves[1]) }
      }
    }
    return nil
  }

  /// Whether a browser says that a page of this very server sends it; a stranger's page cannot say so.
  package var comesFromOwnPage: Bool {
    if let site = fields["Sec-Fetch-Site"] { return site == "same-origin" }
    guard let origin = fields["Origin"], let host = fields["Host"] else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }
}
