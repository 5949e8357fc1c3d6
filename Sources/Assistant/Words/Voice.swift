package import Inventory
package import Store

/// How the shop speaks: its language, its way of address, its currency, and the texts of `prompts/<language>`.
package struct Voice: Sendable {
  package let language: Language
  package let address: ShopRecord.Address
  package let currency: Currency

  package init(language: Language, address: ShopRecord.Address, currency: Currency) {
    (self.language, self.address, self.currency) = (language, address, currency)
  }
}
