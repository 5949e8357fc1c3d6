internal import CCairo

/// White paper on which cairo draws in black.
@safe final class Canvas {
  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let output = Output()

  private static let font = "DejaVu Sans"
  /// No line is so wide that more characters of it could be seen.
  private static let longestLine = 200
  /// By how much letters shrink before words are cut.
  private static let narrowest = 1.7

  /// Paper of pixels; `scale` of them are the unit in which is drawn.
  init(pixelWidth: Int, pixelHeight: Int, scale: Int) {
    unsafe surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(pixelWidth), Int32(pixelHeight))
    unsafe context = cairo_create(surface)
    prepare(scale: Double(scale))
  }

  /// Paper of an SVG document, in millimetres; `scale` of them are the unit in which is drawn.
  init(svgWidth: Double, svgHeight: Double, scale: Double) {
    unsafe surface = cairo_svg_surface_create_for_stream(
      collect, Unmanaged.passUnretained(output).toOpaque(), svgWidth, svgHeight)
    unsafe cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_MM)
    unsafe context = cairo_create(surface)
    prepare(scale: scale)
  }

  deinit {
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  private func prepare(scale: Double) {
    unsafe cairo_scale(context, scale, scale)
    unsafe cairo_set_source_rgb(context, 1, 1, 1)
    unsafe cairo_paint(context)
    unsafe cairo_set_source_rgb(context, 0, 0, 0)
    unsafe cairo_select_font_face(context, Self.font, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
  }

  func draw(_ picture: CodePicture) {
    for bar in picture.bars {
      unsafe cairo_rectangle(context, Double(bar.x), Double(bar.y), Double(bar.width), Double(bar.height))
    }
    unsafe cairo_fill(context)
    for line in picture.lines { write(line) }
  }

  private func write(_ line: CodePicture.Line) {
    // No font shows a control character, and cairo ends a text at the first NUL.
    let words = line.text.prefix(Self.longestLine)
    var text = String(words.map { $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
    unsafe cairo_set_font_size(context, line.size)
    let excess = width(of: text) / line.width
    if excess > 1 { unsafe cairo_set_font_size(context, line.size / min(excess, Self.narrowest)) }
    if words.endIndex < line.text.endIndex || width(of: text) > line.width * 1.001 {
      while !text.isEmpty, width(of: text + "…") > line.width { text.removeLast() }
      text += "…"
    }
    unsafe cairo_move_to(context, line.middle - width(of: text) / 2, line.baseline)
    unsafe cairo_show_text(context, text)
  }

  private func width(of text: String) -> Double {
    var extents = cairo_text_extents_t()
    unsafe cairo_text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// The paper of pixels as a PNG file.
  func png() -> [UInt8] {
    unsafe check(
      cairo_surface_write_to_png_stream(surface, collect, Unmanaged.passUnretained(output).toOpaque()))
    return output.bytes
  }

  /// The SVG document; nothing can be drawn afterwards.
  func svg() -> String {
    unsafe cairo_surface_finish(surface)
    unsafe check(cairo_surface_status(surface))
    return String(decoding: output.bytes, as: UTF8.self)
  }
}

/// What cairo has written.
private final class Output {
  var bytes: [UInt8] = []
}

/// cairo's `cairo_write_func_t`.
private func collect(
  _ output: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: UInt32
) -> cairo_status_t {
  guard let output = unsafe output else { return CAIRO_STATUS_WRITE_ERROR }
  let piece = unsafe UnsafeBufferPointer(start: bytes, count: Int(count))
  unsafe Unmanaged<Output>.fromOpaque(output).takeUnretainedValue().bytes.append(contentsOf: piece)
  return CAIRO_STATUS_SUCCESS
}

/// What is drawn here fails only where there is no memory left.
private func check(_ status: cairo_status_t) {
  guard status == CAIRO_STATUS_SUCCESS else {
    unsafe fatalError("cairo: \(String(cString: cairo_status_to_string(status)))")
  }
}
