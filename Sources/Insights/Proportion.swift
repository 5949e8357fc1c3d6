internal import Inventory

extension Quantity {
  /// `self × numerator ÷ denominator` of a quantity that is not negative, rounded down to the thousandth.
  ///
  /// Past Int64 the result is the largest quantity there is.
  func times(_ numerator: Int, over denominator: Int) -> Quantity {
    let (product, overflow) = thousandths.multipliedReportingOverflow(by: Int64(numerator))
    return Quantity(thousandths: overflow ? .max : product / Int64(denominator))
  }
}
