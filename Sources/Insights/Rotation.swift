package import Inventory

/// Which products of a branch sell fast: class A by units of the last 30 days.
///
/// Products that sold the same are of one class, so the class is known by the units alone.
package struct Rotation: Hashable, Sendable {
  /// The fewest units that are still class A; nil when nothing sold.
  package let leastOfFast: Quantity?

  /// Reads the 30-day sales of every product of the branch, in any order.
  package init(sold30: some Sequence<Quantity>) {
    let sold = sold30.lazy.filter { $0 > .zero }.map(\.thousandths).sorted(by: >)
    let classes = ABCClass.classes(ofDescending: sold)
    leastOfFast = sold.prefix(classes.prefix { $0 == .a }.count).last.map { Quantity(thousandths: $0) }
  }

  package func isFast(_ sold30: Quantity) -> Bool { leastOfFast.map { sold30 >= $0 } ?? false }
}
