/// What a JSON value must look like: the part of JSON Schema that describes arguments, bodies and answers.
package struct JSONSchema: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case anything
    case string(TextRule = .any)
    /// One of these strings.
    case choice([String])
    case boolean
    case integer(minimum: Int64? = nil, maximum: Int64? = nil)
    /// A decimal without an exponent: from `minimum`, or more than `above`, with at most so many decimals.
    case number(minimum: Int64? = nil, maximum: Int64? = nil, above: Int64? = nil, decimals: Int? = nil)
    case array(of: JSONSchema, minimumCount: Int = 0, maximumCount: Int? = nil)
    /// Exactly these members; an optional one may be left out or null.
    case object([Property])
  }

  /// Which texts are meant.
  package struct TextRule: Hashable, Sendable {
    /// In code points.
    package let lengths: ClosedRange<Int>?
    package let format: Format?

    package init(lengths: ClosedRange<Int>? = nil, format: Format? = nil) {
      (self.lengths, self.format) = (lengths, format)
    }

    package static let any = TextRule()
  }

  /// What a text stands for, under the names of JSON Schema.
  package enum Format: String, Sendable {
    /// `yyyy-MM-dd`
    case date
    /// An instant, ISO 8601 in UTC.
    case dateTime = "date-time"
    case uuid
    case uri
    /// Letters, digits and hyphens, which JSON Schema has no name for.
    case code
  }

  package struct Property: Hashable, Sendable {
    package let name: String
    package let schema: JSONSchema
    package let isRequired: Bool

    package init(_ name: String, _ schema: JSONSchema, isRequired: Bool = false) {
      (self.name, self.schema, self.isRequired) = (name, schema, isRequired)
    }
  }

  package let kind: Kind
  package let description: String?
  /// Whether null may stand in its place.
  package let isNullable: Bool
  /// The name under which an API document lists it apart; nil where it stands in its place alone.
  package let name: String?

  package init(_ kind: Kind, description: String? = nil, isNullable: Bool = false, name: String? = nil) {
    (self.kind, self.description) = (kind, description)
    (self.isNullable, self.name) = (isNullable, name)
  }

  /// The same, or null.
  package var orNull: JSONSchema {
    JSONSchema(kind, description: description, isNullable: true, name: name)
  }
}

extension JSONSchema {
  /// The schema in JSON Schema's own words.
  package var json: JSON { json { _ in nil } }

  /// The schema in JSON Schema's own words, with what `substitute` puts in the place of a schema within.
  package func json(_ substitute: (JSONSchema) -> JSON?) -> JSON {
    if let other = substitute(self) {
      return isNullable ? ["anyOf": [other, ["type": "null"]]] : other
    }
    var object = kind.words(substitute)
    if isNullable, let type = object["type"] {
      object["type"] = [type, "null"]
      if let choices = object["enum"]?.array { object["enum"] = .array(choices + [nil]) }
    }
    object["description"] = description.map(JSON.string)
    return .object(object)
  }
}

extension JSONSchema.Kind {
  fileprivate func words(_ substitute: (JSONSchema) -> JSON?) -> JSON.Object {
    var object: JSON.Object
    switch self {
    case .anything: object = [:]
    case .string(let rule):
      object = ["type": "string"]
      if let lengths = rule.lengths {
        if lengths.lowerBound > 0 { object["minLength"] = JSON(lengths.lowerBound) }
        object["maxLength"] = JSON(lengths.upperBound)
      }
      switch rule.format {
      case nil: break
      case .code?: object["pattern"] = "^[A-Za-z0-9-]+$"
      case let format?: object["format"] = .string(format.rawValue)
      }
    case .choice(let choices): object = ["type": "string", "enum": .array(choices.map(JSON.string))]
    case .boolean: object = ["type": "boolean"]
    case .integer(let minimum, let maximum):
      object = ["type": "integer"]
      object["minimum"] = minimum.map { JSON($0) }
      object["maximum"] = maximum.map { JSON($0) }
    case .number(let minimum, let maximum, let above, let decimals):
      object = ["type": "number"]
      object["minimum"] = minimum.map { JSON($0) }
      object["maximum"] = maximum.map { JSON($0) }
      object["exclusiveMinimum"] = above.map { JSON($0) }
      if let decimals {
        let unit = decimals == 0 ? "1" : "0." + String(repeating: "0", count: decimals - 1) + "1"
        object["multipleOf"] = JSON(decimal: unit)
      }
    case .array(let element, let minimumCount, let maximumCount):
      object = ["type": "array", "items": element.json(substitute)]
      if minimumCount > 0 { object["minItems"] = JSON(minimumCount) }
      object["maxItems"] = maximumCount.map { JSON($0) }
    case .object(let properties):
      object = ["type": "object"]
      object["properties"] = .object(
        JSON.Object(
          properties.map { JSON.Object.Member(key: $0.name, value: $0.schema.json(substitute)) }))
      let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
      if !required.isEmpty { object["required"] = .array(required) }
      object["additionalProperties"] = false
    }
    return object
  }
}
