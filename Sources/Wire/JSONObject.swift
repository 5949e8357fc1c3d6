extension JSON {
  /// The members of an object in the order in which they came.
  ///
  /// Two objects are equal when they hold the same members, in any order. Finding a member costs a scan in small
  /// objects and a look-up in large ones.
  package struct Object: Sendable {
    package struct Member: Hashable, Sendable {
      package let key: String
      package var value: JSON
      package init(key: String, value: JSON) { (self.key, self.value) = (key, value) }
    }

    package private(set) var members: [Member] = []
    /// Where each key stands, once there are too many to scan.
    private var positions: [String: Int]?

    private static let scanned = 16

    package init() {}

    /// The members in their order; of a key that comes twice the last value is kept.
    package init(_ members: some Sequence<Member>) {
      for member in members { self[member.key] = member.value }
    }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.key) }

    /// The value of `key`; setting nil takes the member out.
    package subscript(key: String) -> JSON? {
      get { position(of: key).map { members[$0].value } }
      set {
        switch (position(of: key), newValue) {
        case (let position?, let value?): members[position].value = value
        case (let position?, nil):
          members.remove(at: position)
          positions = nil
          indexIfLarge()
        case (nil, let value?): append(Member(key: key, value: value))
        case (nil, nil): break
        }
      }
    }

    /// Adds a member whose key is new; false, and nothing added, when the key is there already.
    mutating func insert(_ member: Member) -> Bool {
      if members.isEmpty { members.reserveCapacity(8) }
      guard position(of: member.key) == nil else { return false }
      append(member)
      return true
    }

    private func position(of key: String) -> Int? {
      if let positions { return positions[key] }
      return members.firstIndex { $0.key == key }
    }

    private mutating func append(_ member: Member) {
      members.append(member)
      if positions != nil {
        positions?[member.key] = members.count - 1
      } else {
        indexIfLarge()
      }
    }

    private mutating func indexIfLarge() {
      guard members.count > Self.scanned else { return }
      positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.key, $0) })
    }
  }
}

extension JSON.Object: Hashable {
  package static func == (a: Self, b: Self) -> Bool {
    a.count == b.count && a.members.allSatisfy { b[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(members.reduce(0) { $0 ^ $1.hashValue })
  }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
