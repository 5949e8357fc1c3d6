internal import Understanding

extension Request {
  /// The slots that `tool` takes, with what the intent alone says to it.
  func arguments(of tool: Tool) -> Slots { slots.limited(to: tool).merging(intent.preset) }
}

extension Slots {
  /// Those that `tool` takes; what is to be added to the catalogue bears the name that was said.
  func limited(to tool: Tool) -> Slots {
    var taken = Slots()
    for parameter in tool.parameters {
      let value = self[parameter.name]
      taken[parameter.name] = parameter.kind == .newProducts ? value?.namingAsSaid : value
    }
    return taken
  }
}

extension SlotValue {
  /// Lines with the words for goods that the shop does not have as their names.
  fileprivate var namingAsSaid: SlotValue {
    guard case .items(let items) = self else { return self }
    return .items(
      items.map { item in
        guard case .unknown(let words) = item.product else { return item }
        var item = item
        item.product = .known(words)
        return item
      })
  }
}
