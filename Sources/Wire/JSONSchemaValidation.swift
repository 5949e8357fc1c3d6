extension JSONSchema {
  /// Where a value is not what the schema wants.
  package struct Mismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// From the outermost value: `items[0].quantity`; empty for that value itself.
    package let path: String
    /// The JSON text of what stands there, shortened; nil where something is missing.
    package let found: String?
    package let wanted: Wanted

    package enum Wanted: Hashable, Sendable {
      case value(JSONSchema.Kind)
      /// No member but these.
      case only([String])
    }

    package init(path: String, found: String?, wanted: Wanted) {
      (self.path, self.found, self.wanted) = (path, found, wanted)
    }

    /// In English, for models and logs.
    package var description: String {
      "\(path.isEmpty ? "value" : path): found \(found ?? "nothing"), wanted \(wanted.text)"
    }
  }

  /// Every place at which `value` is not what this schema wants; none when it fits.
  package func mismatches(in value: JSON) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    check(value, at: "", &mismatches)
    return mismatches
  }

  private func check(_ value: JSON, at path: String, _ mismatches: inout [Mismatch]) {
    switch (kind, value) {
    case (_, .null) where isNullable: break
    case (.anything, _), (.boolean, .bool): break
    case (.string(let rule), .string(let string))
    where rule.lengths?.contains(string.unicodeScalars.count) ?? true:
      break
    case (.choice(let choices), .string(let string)) where choices.contains(string): break
    case (.integer(let minimum, let maximum), .number(let number))
    where number.integer.map { $0 >= minimum ?? .min && $0 <= maximum ?? .max } ?? false: break
    case (.number(let minimum, let maximum, let above, let decimals), .number(let number))
    where number.lies(from: minimum, to: maximum) && number.exceeds(above)
      && number.decimals <= decimals ?? .max:
      break
    case (.array(let element, let minimumCount, let maximumCount), .array(let elements))
    where elements.count >= minimumCount && elements.count <= maximumCount ?? .max:
      for (index, value) in elements.enumerated() {
        element.check(value, at: "\(path)[\(index)]", &mismatches)
      }
    case (.object(let properties), .object(let object)):
      Self.check(object, properties, at: path, &mismatches)
    default: mismatches.append(Mismatch(path: path, found: value.excerpt, wanted: .value(kind)))
    }
  }

  private static func check(
    _ object: JSON.Object, _ properties: [Property], at path: String, _ mismatches: inout [Mismatch]
  ) {
    let prefix = path.isEmpty ? "" : path + "."
    for property in properties {
      switch object[property.name] {
      case nil where property.isRequired:
        mismatches.append(
          Mismatch(path: prefix + property.name, found: nil, wanted: .value(property.schema.kind)))
      case .null? where !property.isRequired, nil: break
      case let value?: property.schema.check(value, at: prefix + property.name, &mismatches)
      }
    }
    let known = properties.map(\.name)
    for member in object.members where !known.contains(member.key) {
      mismatches.append(
        Mismatch(path: prefix + member.key, found: member.value.excerpt, wanted: .only(known)))
    }
  }
}

extension JSONSchema.Mismatch.Wanted {
  fileprivate var text: String {
    switch self {
    case .value(let kind): kind.text
    case .only(let known): known.isEmpty ? "no member" : "only " + known.joined(separator: ", ")
    }
  }
}

extension JSONSchema.Kind {
  fileprivate var text: String {
    switch self {
    case .anything: "any value"
    case .string(let rule):
      rule.lengths.map { "a string of \($0.lowerBound) to \($0.upperBound) characters" } ?? "a string"
    case .choice(let choices): "one of " + choices.joined(separator: ", ")
    case .boolean: "true or false"
    case .integer(let minimum, let maximum): "a whole number" + Self.bounds(minimum, maximum)
    case .number(let minimum, let maximum, let above, let decimals):
      "a decimal number" + Self.bounds(minimum, maximum) + (above.map { " above \($0)" } ?? "")
        + (decimals.map { " with at most \($0) decimals" } ?? "")
    case .array(_, let minimumCount, let maximumCount):
      "a list" + (minimumCount > 0 ? " of at least \(minimumCount)" : "")
        + (maximumCount.map { " of at most \($0)" } ?? "")
    case .object: "an object"
    }
  }

  private static func bounds(_ minimum: Int64?, _ maximum: Int64?) -> String {
    switch (minimum, maximum) {
    case (let minimum?, let maximum?): " from \(minimum) to \(maximum)"
    case (let minimum?, nil): " of at least \(minimum)"
    case (nil, let maximum?): " of at most \(maximum)"
    case (nil, nil): ""
    }
  }
}

extension JSON {
  fileprivate var excerpt: String {
    let text = text
    return text.utf8.count > 80 ? String(text.prefix(60)) + "…" : text
  }
}

extension JSON.Number {
  /// Whether this is a decimal without an exponent, between the bounds that there are.
  fileprivate func lies(from minimum: Int64?, to maximum: Int64?) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."))
    guard let first = parts.first, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return false
    }
    guard minimum != nil || maximum != nil else { return true }
    guard let whole = Int64(Substring(first)) else { return false }
    let isFractional = parts.count == 2 && parts[1].contains { $0 != UInt8(ascii: "0") }
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let isBelow = whole < minimum ?? .min || (whole == minimum && isFractional && isNegative)
    let isAbove = whole > maximum ?? .max || (whole == maximum && isFractional && !isNegative)
    return !isBelow && !isAbove
  }

  /// Whether this is more than `bound`, where there is one.
  fileprivate func exceeds(_ bound: Int64?) -> Bool {
    guard let bound else { return true }
    return lies(from: bound, to: nil) && integer != bound
  }

  /// How many digits stand behind the point, zeros at the end left out.
  fileprivate var decimals: Int {
    let parts = text.utf8.split(separator: UInt8(ascii: "."))
    guard parts.count == 2 else { return 0 }
    return parts[1].reversed().drop { $0 == UInt8(ascii: "0") }.count
  }
}
