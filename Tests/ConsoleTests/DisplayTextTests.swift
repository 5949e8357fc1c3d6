import Testing

@testable import Console

@Suite struct `The width of text on a terminal` {
  @Test(arguments: [
    ("Crema", 5), ("Champú", 6), ("Champu\u{301}", 6), ("冰箱", 4), ("🛒", 2), ("❤️", 2), ("👩‍🔧", 2), ("🇧🇴", 2),
    ("", 0), ("a\u{7}b", 2), ("½ kg", 4), ("ñandú…", 6),
  ])
  func `counts columns, not bytes`(text: String, width: Int) { #expect(text.displayWidth == width) }
}
