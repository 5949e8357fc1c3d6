/// Whether the line seems to hold a password, a key or a card number, which no history should keep.
///
/// It errs on the side of forgetting: a word such as «contraseña» or «token» with anything after it is enough.
func looksSecret(_ line: String) -> Bool {
  let words = line.folded.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
  let names: Set<Substring> = [
    "contrasena", "password", "passwd", "pass", "clave", "token", "secret", "secreto", "pin", "apikey",
    "api-key", "api_key", "bearer",
  ]
  if words.dropLast().contains(where: names.contains) { return true }
  return words.contains(where: looksLikeKey) || holdsCardNumber(line)
}

private func looksLikeKey(_ word: Substring) -> Bool {
  let prefixes = ["bod_", "sk-", "pk-", "sk_", "pk_", "ghp_", "gho_", "github_pat_", "xoxb-", "xoxp-", "eyj"]
  return word.utf8.count >= 16 && prefixes.contains { word.hasPrefix($0) }
}

/// 14 to 19 digits, in one run or parted by single spaces or hyphens, whose Luhn check digit holds.
private func holdsCardNumber(_ line: String) -> Bool {
  var digits: [UInt8] = []
  var previousWasDigit = false
  for byte in Array(line.utf8) + [0] {
    if (48...57).contains(byte) {
      digits.append(byte - 48)
      previousWasDigit = true
    } else if previousWasDigit, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
      previousWasDigit = false
    } else {
      if (14...19).contains(digits.count), luhnHolds(digits) { return true }
      digits = []
      previousWasDigit = false
    }
  }
  return false
}

private func luhnHolds(_ digits: [UInt8]) -> Bool {
  let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
    let doubled = Int(digit.element) * (digit.offset % 2 == 0 ? 1 : 2)
    return sum + (doubled > 9 ? doubled - 9 : doubled)
  }
  return sum % 10 == 0
}
