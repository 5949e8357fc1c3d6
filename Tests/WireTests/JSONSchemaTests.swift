import Testing

@testable import Wire

private let sale = JSONSchema(
  .object([
    .init(
      "items",
      JSONSchema(
        .array(
          of: JSONSchema(
            .object([
              .init("product", JSONSchema(.string()), isRequired: true),
              .init("quantity", JSONSchema(.number(minimum: 0, maximum: 1000)), isRequired: true),
            ])), minimumCount: 1), description: "What is sold"), isRequired: true),
    .init("tender", JSONSchema(.choice(["efectivo", "tarjeta"]))),
    .init("limit", JSONSchema(.integer(minimum: 1, maximum: 100))),
    .init("on_credit", JSONSchema(.boolean)),
  ]))

struct JSONSchemaTests {
  @Test func `a schema is rendered in its own words`() {
    #expect(
      sale.json == [
        "type": "object", "additionalProperties": false, "required": ["items"],
        "properties": [
          "items": [
            "type": "array", "minItems": 1, "description": "What is sold",
            "items": [
              "type": "object", "additionalProperties": false, "required": ["product", "quantity"],
              "properties": [
                "product": ["type": "string"],
                "quantity": ["type": "number", "minimum": 0, "maximum": 1000],
              ],
            ],
          ],
          "tender": ["type": "string", "enum": ["efectivo", "tarjeta"]],
          "limit": ["type": "integer", "minimum": 1, "maximum": 100],
          "on_credit": ["type": "boolean"],
        ],
      ])
  }

  @Test(arguments: [
    #"{"items":[{"product":"Serum","quantity":2.5}]}"#,
    #"{"items":[{"product":"","quantity":0},{"product":"x","quantity":1000.0}],"limit":100.0}"#,
    #"{"items":[{"product":"x","quantity":1}],"tender":"tarjeta","limit":null,"on_credit":false}"#,
  ]) func `arguments that fit have no mismatch`(text: String) throws {
    #expect(sale.mismatches(in: try JSON(parsing: text)) == [])
  }

  @Test(
    arguments: [
      (#"[]"#, ["value: found [], wanted an object"]),
      (#"{}"#, ["items: found nothing, wanted a list of at least 1"]),
      (#"{"items":[]}"#, ["items: found [], wanted a list of at least 1"]),
      (
        #"{"items":[{"quantity":"2"}]}"#,
        [
          "items[0].product: found nothing, wanted a string",
          #"items[0].quantity: found "2", wanted a decimal number from 0 to 1000"#,
        ]
      ),
      (
        #"{"items":[{"product":null,"quantity":-0.5}]}"#,
        [
          "items[0].product: found null, wanted a string",
          "items[0].quantity: found -0.5, wanted a decimal number from 0 to 1000",
        ]
      ),
      (
        #"{"items":[{"product":"x","quantity":1000.001}],"limit":1.5}"#,
        [
          "items[0].quantity: found 1000.001, wanted a decimal number from 0 to 1000",
          "limit: found 1.5, wanted a whole number from 1 to 100",
        ]
      ),
      (
        #"{"items":[{"product":"x","quantity":1e2}],"limit":0,"on_credit":"no"}"#,
        [
          "items[0].quantity: found 1e2, wanted a decimal number from 0 to 1000",
          "limit: found 0, wanted a whole number from 1 to 100",
          #"on_credit: found "no", wanted true or false"#,
        ]
      ),
      (
        #"{"items":[{"product":"x","quantity":1}],"tender":"oro","organizacion_id":7}"#,
        [
          #"tender: found "oro", wanted one of efectivo, tarjeta"#,
          "organizacion_id: found 7, wanted only items, tender, limit, on_credit",
        ]
      ),
    ] as [(String, [String])])
  func `a mismatch names the place, what stands there and what is wanted`(text: String, expected: [String])
    throws
  {
    #expect(sale.mismatches(in: try JSON(parsing: text)).map(\.description) == expected)
  }

  @Test(arguments: [
    ("-2", false), ("-1.5", false), ("-1", true), ("-0.5", true), ("2", true), ("2.0", true), ("2.1", false),
    ("99999999999999999999", false),
  ]) func `decimals keep their bounds to the last digit`(text: String, fits: Bool) throws {
    let schema = JSONSchema(.number(minimum: -1, maximum: 2))
    #expect(schema.mismatches(in: try JSON(parsing: text)).isEmpty == fits)
  }

  @Test func `what is found is shown shortened`() throws {
    let schema = JSONSchema(.integer())
    let mismatch = try #require(schema.mismatches(in: .string(String(repeating: "ñ", count: 500))).first)
    #expect(try #require(mismatch.found).count == 61)
  }
}
