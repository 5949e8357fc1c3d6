import Testing

@testable import Console

@Suite struct `Colours` {
  @Test(
    arguments: [
      (true, nil, "xterm-256color", Palette.ansi), (true, nil, nil, .ansi), (true, "", "xterm", .ansi),
      (true, "1", "xterm", .plain), (true, nil, "dumb", .plain), (false, nil, "xterm", .plain),
    ] as [(Bool, String?, String?, Palette)])
  func `are used only where they are welcome`(
    isInteractive: Bool, noColor: String?, terminalType: String?, expected: Palette
  ) {
    let palette = Palette(isInteractive: isInteractive, noColor: noColor, terminalType: terminalType)
    #expect(palette == expected)
  }

  @Test func `surround the text and end after it`() {
    #expect(Palette.ansi.paint("agotado", .bold, .red) == "\u{1B}[1;31magotado\u{1B}[0m")
    #expect(Palette.ansi.paint("", .red).isEmpty)
    #expect(Palette.plain.paint("agotado", .bold, .red) == "agotado")
  }
}

@Suite struct `Progress` {
  @Test(
    arguments: [
      (
        50, 200, ProgressBar.Measure.count, 60,
        "Ventas  █████████░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %  50 / 200"
      ),
      (3_200_000, 6_400_000, .bytes, 30, "Ventas  50 %  3,2 MB / 6,4 MB"),
      (50, 200, .count, 14, "Ventas  25 %"), (50, 200, .count, 5, "25 %"), (50, 200, .count, 2, ""),
      (300, 200, .count, 8, "100 %"), (1500, nil, .bytes, 20, "Ventas  1 kB"),
      (0, 0, .count, 20, "Ventas  0"),
    ] as [(Int64, Int64?, ProgressBar.Measure, Int, String)])
  func `fits the width`(done: Int64, total: Int64?, measure: ProgressBar.Measure, width: Int, line: String) {
    #expect(ProgressBar.line("Ventas", done: done, of: total, measure, width: width) == line)
  }
}
