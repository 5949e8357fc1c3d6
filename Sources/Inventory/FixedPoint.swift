/// Exact decimal text to and from a scaled integer; nothing here passes through floating point.
package enum FixedPoint {
  /// The integer that `text` stands for when its unit is 10^-`scale`, or nil when it is not a plain decimal.
  ///
  /// Accepts an optional sign, digits, and one `.` with more digits. Digits beyond `scale` round half up
  /// (away from zero) when `rounding` is true, and are refused otherwise unless they are zeros.
  package static func parse(_ text: some StringProtocol, scale: Int, rounding: Bool = false) -> Int64? {
    var bytes = text.utf8.makeIterator()
    var negative = false
    var next = bytes.next()
    if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
      negative = next == UInt8(ascii: "-")
      next = bytes.next()
    }
    var value: Int64 = 0
    var decimals = 0
    var sawDigit = false
    var sawPoint = false
    var roundUp = false
    while let byte = next {
      next = bytes.next()
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int64(byte - UInt8(ascii: "0"))
      sawDigit = true
      if sawPoint {
        decimals += 1
        if decimals > scale {
          guard rounding || digit == 0 else { return nil }
          if decimals == scale + 1 { roundUp = digit >= 5 }
          continue
        }
      }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(digit)
      guard !overflow, !carry else { return nil }
      value = sum
    }
    guard sawDigit else { return nil }
    for _ in min(decimals, scale)..<scale {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = tens
    }
    if roundUp {
      guard value < .max else { return nil }
      value += 1
    }
    return negative ? -value : value
  }

  /// Writes `value` × 10^-`scale` with at least `decimals` places and no more than it needs.
  package static func text(_ value: Int64, scale: Int, decimals: Int = 0) -> String {
    var (rest, places) = (value.magnitude, scale)
    while places > decimals, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
    let sign = value < 0 ? "-" : ""
    guard places > 0 else { return sign + String(rest) }
    var one: UInt64 = 1
    for _ in 0..<places { one *= 10 }
    // A one before the fraction keeps its zeros; the point takes its place.
    return sign + String(rest / one) + "." + String(one + rest % one).dropFirst()
  }
}

/// `value × numerator ÷ denominator`, rounded half away from zero; nil when the result leaves Int64.
package func scaled(_ value: Int64, by numerator: Int64, over denominator: Int64) -> Int64? {
  precondition(denominator > 0)
  let (high, low) = value.magnitude.multipliedFullWidth(by: numerator.magnitude)
  guard high < denominator.magnitude else { return nil }
  let (quotient, remainder) = denominator.magnitude.dividingFullWidth((high, low))
  let rounded = remainder >= denominator.magnitude - remainder ? quotient &+ 1 : quotient
  guard rounded <= UInt64(Int64.max) else { return nil }
  return (value < 0) != (numerator < 0) ? -Int64(rounded) : Int64(rounded)
}
