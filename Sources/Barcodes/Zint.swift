internal import CZint

/// Which code zint computes.
struct Symbology {
  let number: Int32
  /// What zint calls `option_1`.
  var correction: Int32 = -1

  static let qrCodeM = Symbology(number: BARCODE_QRCODE, correction: 2)
  static let ean13 = Symbology(number: BARCODE_EANX_CHK)
  static let code128 = Symbology(number: BARCODE_CODE128)

  /// The rows of modules, dark ones true, without a margin.
  func modules(of text: String) throws(BarcodeError) -> [[Bool]] {
    guard let symbol = unsafe ZBarcode_Create() else { fatalError("zint has no memory left") }
    defer { unsafe ZBarcode_Delete(symbol) }
    unsafe symbol.pointee.symbology = number
    unsafe symbol.pointee.option_1 = correction
    unsafe symbol.pointee.input_mode = UNICODE_MODE
    let bytes = Array(text.utf8)
    // Readers take what is beyond ASCII for Latin-1 unless it says that it is UTF-8 (ECI 26).
    if bytes.contains(where: { $0 >= 0x80 }) { unsafe symbol.pointee.eci = 26 }
    let code = unsafe ZBarcode_Encode(symbol, bytes, Int32(bytes.count))
    guard code < ZINT_ERROR else {
      throw code == ZINT_ERROR_INVALID_CHECK
        ? .wrongCheckDigit : .unencodable(unsafe String(cString: czint_error(symbol)))
    }
    return unsafe (0..<symbol.pointee.rows).map { row in
      unsafe (0..<symbol.pointee.width).map { unsafe czint_is_dark(symbol, row, $0) == 1 }
    }
  }
}
