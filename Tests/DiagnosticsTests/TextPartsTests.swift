import Testing

@testable import Diagnostics

@Suite("Finding and replacing parts of a text")
struct TextPartsTests {
  @Test(arguments: [
    ("1__000", "__", true), ("1_000_", "__", false), ("aaab", "aab", true), ("aa", "aab", false),
    ("", "a", false),
    ("", "", true), ("một hoặc hai", " hoặc ", true), ("một hoac hai", " hoặc ", false),
  ])
  func itFindsAPart(text: String, part: String, isHeld: Bool) {
    #expect(text.holds(part) == isHeld)
  }

  @Test(arguments: [
    ("1_000_000", "_", "", "1000000"), ("aaa", "aa", "b", "ba"), ("pack NAME {", "NAME", "huế", "pack huế {"),
    ("\"\"x\"\"", "\"\"", "\"", "\"x\""), ("abc", "", "-", "abc"), ("abc", "abcd", "", "abc"),
    ("", "a", "b", ""),
    ("đường", "ư", "u", "đuờng"), ("x<", "<", "\\u003c", "x\\u003c"),
  ])
  func itReplacesEveryPartFromLeftToRight(text: String, part: String, other: String, result: String) {
    #expect(text.replacingAll(part, with: other) == result)
  }

  @Test func itComparesBytesWhereTheLibraryComparesCharacters() {
    // A letter with an accent that stands alone is one character, and still begins with the letter.
    #expect("e\u{301}x".holds("e"))
    #expect("\r\n".replacingAll("\n", with: "") == "\r")
  }
}
