import Testing

@testable import Console

@Suite struct `Text on a terminal` {
  @Test(arguments: [
    ("", 0), ("Crema", 5), ("Champú", 6), ("Champu\u{301}", 6), ("ñandú…", 6), ("½ kg", 4), ("冰箱", 4),
    ("🛒", 2), ("❤️", 2), ("👩‍🔧", 2), ("🇧🇴", 2), ("a\u{200B}b", 2),
  ])
  func `its width counts columns, not bytes`(text: String, width: Int) { #expect(text.displayWidth == width) }

  @Test(arguments: [
    ("Crema 50 ml", "Crema 50 ml"), ("\u{1B}[31mrojo", "␛[31mrojo"), ("a\tb\nc", "a b c"),
    ("\u{7}\u{7F}", "␇␡"),
    ("\u{9B}2J", "\u{FFFD}2J"), ("\u{202E}txt.exe", "\u{FFFD}txt.exe"), ("a\r\nb", "a b"),
  ])
  func `what a terminal would obey is shown instead`(text: String, shown: String) {
    #expect(text.harmless() == shown)
  }

  @Test func `line breaks stay where they are wanted`() {
    #expect("uno\r\ndos\u{1B}".harmless(keepingLines: true) == "uno\ndos␛")
  }

  @Test(arguments: [
    ("", 5, [""]), ("uno dos tres", 8, ["uno dos", "tres"]), ("uno dos", 7, ["uno dos"]),
    ("extraordinario", 6, ["extrao", "rdinar", "io"]), ("a extraordinario", 8, ["a", "extraord", "inario"]),
    ("冰箱冰", 3, ["冰", "箱", "冰"]), ("冰箱", 1, ["…", "…"]), ("uno\n\ndos", 9, ["uno", "", "dos"]),
  ])
  func `lines break at spaces, and within a word that is too long`(text: String, width: Int, lines: [String])
  {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test func `wrapped lines never exceed the width`() {
    let text = "Crema Hidratante 👩‍🔧 con Ácido Hialurónico 冰箱冰箱 supercalifragilístico 🇧🇴🇧🇴🇧🇴"
    for width in 1...40 {
      for line in text.wrapped(to: width) { #expect(line.displayWidth <= width) }
    }
  }
}
