/// More pixels were asked for than a picture may have.
package struct PictureTooLarge: Error, Hashable, Sendable {
  /// One sentence in Spanish for whoever asked for the picture.
  package var reason: String {
    "La imagen sería demasiado grande: pida de 1 a \(CodePicture.maximumScale) píxeles por módulo, o un SVG"
  }
}

extension CodePicture {
  package static let maximumScale = 32
  /// For screens; at it the longest Code 128 still fits into the pixels that a picture may have.
  package static let screenScale = 6
  /// In all: 16 MB while it is drawn.
  package static let maximumPixels = 4_000_000

  /// Millimetres a module in an SVG: the nominal width of EAN-13 (GS1 General Specifications §5.2.3).
  private static let moduleWidth = 0.33

  /// The picture as a PNG file.
  ///
  /// - Throws: `PictureTooLarge` where the scale is outside 1–`maximumScale` or gives more than `maximumPixels`.
  package func png(pixelsPerModule scale: Int) throws(PictureTooLarge) -> [UInt8] {
    guard (1...Self.maximumScale).contains(scale), width * scale * height * scale <= Self.maximumPixels else {
      throw PictureTooLarge()
    }
    let canvas = Canvas(pixelWidth: width * scale, pixelHeight: height * scale, scale: scale)
    canvas.draw(self)
    return canvas.png()
  }

  /// The picture as an SVG document in the size in which it is printed; its words are drawn and need no font.
  package func svg() -> String {
    let (width, height) = (Double(width) * Self.moduleWidth, Double(height) * Self.moduleWidth)
    let canvas = Canvas(svgWidth: width, svgHeight: height, scale: Self.moduleWidth)
    canvas.draw(self)
    return canvas.svg()
  }
}
