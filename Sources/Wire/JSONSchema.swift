/// What a JSON value must look like: the part of JSON Schema that describes arguments.
package struct JSONSchema: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case string
    /// One of these strings.
    case choice([String])
    case boolean
    case integer(minimum: Int64? = nil, maximum: Int64? = nil)
    /// A decimal without an exponent.
    case number(minimum: Int64? = nil, maximum: Int64? = nil)
    case array(of: JSONSchema, minimumCount: Int = 0)
    /// Exactly these members; an optional one may be left out or null.
    case object([Property])
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

  package init(_ kind: Kind, description: String? = nil) {
    (self.kind, self.description) = (kind, description)
  }
}

extension JSONSchema {
  /// The schema in JSON Schema's own words.
  package var json: JSON {
    var object: JSON.Object
    switch kind {
    case .string: object = ["type": "string"]
    case .choice(let choices): object = ["type": "string", "enum": .array(choices.map(JSON.string))]
    case .boolean: object = ["type": "boolean"]
    case .integer(let minimum, let maximum):
      object = ["type": "integer"]
      object["minimum"] = minimum.map { JSON($0) }
      object["maximum"] = maximum.map { JSON($0) }
    case .number(let minimum, let maximum):
      object = ["type": "number"]
      object["minimum"] = minimum.map { JSON($0) }
      object["maximum"] = maximum.map { JSON($0) }
    case .array(let element, let minimumCount):
      object = ["type": "array", "items": element.json]
      if minimumCount > 0 { object["minItems"] = JSON(minimumCount) }
    case .object(let properties):
      object = ["type": "object"]
      object["properties"] = .object(
        JSON.Object(properties.map { JSON.Object.Member(key: $0.name, value: $0.schema.json) }))
      let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
      if !required.isEmpty { object["required"] = .array(required) }
      object["additionalProperties"] = false
    }
    object["description"] = description.map(JSON.string)
    return .object(object)
  }
}
