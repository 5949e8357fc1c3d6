/// What other assistants and chat programs are told, beside the tools' own words and the assistant's answers.
package enum ProtocolPhrase: String, Phrase {
  /// What the server is for, and how it is to be used.
  case instructions = "protocol.instructions(shop)"
  /// Behind the description of a tool that changes the shop.
  case proposes = "protocol.proposes(tool)"
  case confirmTitle = "protocol.confirm_title"
  case confirmDescription = "protocol.confirm_description"
  case confirmArgument = "protocol.confirm_argument"
  /// Beside the box that a person ticks to agree.
  case agree = "protocol.agree"
  case proposed = "protocol.proposed(tool)"
  case expired = "protocol.expired"
  case notOffered = "protocol.not_offered"
  case busy = "protocol.busy"
  case lowStockTitle = "protocol.low_stock_title"
  case lowStockDescription = "protocol.low_stock_description"
  case catalogueTitle = "protocol.catalogue_title"
  case catalogueDescription = "protocol.catalogue_description"
  case briefingTitle = "protocol.briefing_title"
  case briefingDescription = "protocol.briefing_description"
  case briefingBranch = "protocol.briefing_branch"
  case briefing = "protocol.briefing"
  case briefingOf = "protocol.briefing_of(branch)"
}
