extension String {
  /// The columns that the text takes on a terminal: accents 1, Chinese and emoji 2, combining marks 0.
  package var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      guard scalar.isASCII else { return reduce(0) { $0 + $1.displayWidth } }
      width += scalar.value >= 0x20 && scalar.value < 0x7F ? 1 : 0
    }
    return width
  }

  /// The same text with nothing in it that a terminal would obey.
  ///
  /// Control characters become their visible pictures (ESC: ␛), direction overrides and C1 controls U+FFFD.
  /// Line breaks stay where `keepingLines` is true, and otherwise become spaces, as tabs do; carriage returns go.
  package func harmless(keepingLines: Bool = false) -> String {
    guard unicodeScalars.contains(where: \.isObeyed) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A where keepingLines: result.append(scalar)
      case 0x0D: continue
      case 0x09, 0x0A: result.append(" ")
      case 0x00..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      default: result.append(scalar.isObeyed ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// The text in lines of at most `width` columns, broken at spaces and, where a word is longer, within it.
  package func wrapped(to width: Int) -> [String] {
    let width = max(1, width)
    return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap {
      $0.wrappedLine(to: width)
    }
  }
}

extension Substring {
  fileprivate func wrappedLine(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in split(separator: " ") {
      let length = String(word).displayWidth
      if used > 0, used + 1 + length <= width {
        line += " " + word
        used += 1 + length
        continue
      }
      if used > 0 { lines.append(line) }
      (line, used) = ("", 0)
      for character in word {
        let columns = character.displayWidth
        let shown = columns > width ? "…" : character
        let taken = Swift.min(columns, width)
        if used + taken > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(shown)
        used += taken
      }
    }
    return lines + [line]
  }
}

extension Character {
  /// The widest of its scalars; an emoji made of several, or shown as one by U+FE0F, takes two columns.
  fileprivate var displayWidth: Int {
    var width = 0
    var isEmoji = false
    for scalar in unicodeScalars {
      if scalar.value == 0xFE0F, isEmoji { width = 2 }
      isEmoji = isEmoji || scalar.properties.isEmoji
      width = Swift.max(width, scalar.displayWidth)
    }
    return width
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .control, .nonspacingMark, .enclosingMark: 0
    case .format: value == 0xAD ? 1 : 0
    default: isWide ? 2 : 1
    }
  }

  /// East Asian wide and fullwidth blocks, flags, and what is an emoji unless told otherwise.
  private var isWide: Bool {
    switch value {
    case 0..<0x1100: false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF,
      0x20000...0x3FFFD:
      true
    default: properties.isEmojiPresentation
    }
  }

  /// Whether a terminal acts on it rather than showing it.
  fileprivate var isObeyed: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
    default: false
    }
  }
}
