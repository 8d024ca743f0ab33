import Foundation
import RecordFiles
import TestSupport
import Testing

@Suite struct LatinCompositionTests {
  static let vowels = Array("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
  static let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]

  @Test func everyVietnameseLetterComposesAsFoundationSays() {
    for vowel in Self.vowels {
      for tone in Self.tones {
        let composed = (String(vowel) + tone).precomposedStringWithCanonicalMapping
        let decomposed = composed.decomposedStringWithCanonicalMapping
        #expect(Array(LatinComposition.compose(decomposed).utf8) == Array(composed.utf8))
        #expect(Array(LatinComposition.compose(composed).utf8) == Array(composed.utf8))
        #expect(composed.unicodeScalars.count == 1)
      }
    }
  }

  @Test func marksInAnyOrderComposeAsFoundationSays() {
    var random = SeededGenerator(seed: 11)
    let letters = Array("aeiouydAEIOUYDăâêôơưđĂÂÊÔƠƯĐnbc x1çñšűǖẩệÅ".unicodeScalars)
    let marks: [UInt32] = [
      0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x31B, 0x323, 0x327,
      0x328,
      0x331, 0x332, 0x334, 0x340, 0x341, 0x344, 0x345,
    ]
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        text.unicodeScalars.append(letters[Int.random(in: 0..<letters.count, using: &random)])
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
          if let scalar = Unicode.Scalar(mark) { text.unicodeScalars.append(scalar) }
        }
      }
      let expected = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
      #expect(Array(LatinComposition.compose(text).unicodeScalars) == expected)
    }
  }

  @Test func everyLatinLetterWithMarksIsInTheTable() {
    for value in Array(UInt32(0xC0)...0x24F) + Array(UInt32(0x1E00)...0x1EFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      let decomposed = text.decomposedStringWithCanonicalMapping
      let expected = Array(decomposed.precomposedStringWithCanonicalMapping.unicodeScalars)
      #expect(Array(LatinComposition.compose(decomposed).unicodeScalars) == expected)
    }
  }
}

@Suite struct TextNormalisationTests {
  @Test(arguments: [
    ("  Công  ty \t A ", "Công ty A"),
    ("Co\u{302}ng ty", "Công ty"),
    ("a\r\nb", "a b"),
    ("\u{A0}a\u{A0}\u{2003}b\u{3000}", "a b"),
    ("a\u{200B}b\u{FEFF}", "ab"),
    ("", ""), ("   ", ""), ("\u{A0}", ""), ("x", "x"),
  ])
  func textHasOneForm(_ text: String, _ expected: String) {
    let normal = TextNormalisation.normalise(text)
    #expect(Array(normal.utf8) == Array(expected.utf8))
    #expect(Array(TextNormalisation.normalise(normal).utf8) == Array(normal.utf8))
  }
}

@Suite struct HeaderFoldingTests {
  @Test(arguments: [
    ("Mã số thuế", "ma so thue"), ("MA SO THUE", "ma so thue"), ("MA_SO_THUE", "ma so thue"),
    ("Ma\u{303} sô\u{301}  thuê\u{301}", "ma so thue"), ("\u{FEFF}MST", "mst"),
    ("Đã đôn đốc", "da don doc"), ("ĐÃ ĐÔN ĐỐC", "da don doc"), ("Hoà/hòa", "hoa hoa"),
    ("  - ", ""), ("Số LĐ (người)", "so ld nguoi"), ("“Tổng”\u{A0}cộng:", "tong cong"), ("1.000đ", "1 000d"),
  ])
  func spellingsFoldTogether(_ text: String, _ expected: String) {
    #expect(HeaderFolding.fold(text) == expected)
  }
}

@Suite struct TaxCodeTests {
  @Test(arguments: [
    ("0123456789", "0123456789"), ("0123456789-001", "0123456789-001"), ("0123456789001", "0123456789-001"),
    ("123456789", "0123456789"), ("12345678901", "012345678901"), ("012345678901", "012345678901"),
    (" 0123 456 789 ", "0123456789"), ("0123.456.789", "0123456789"), ("'0123456789", "0123456789"),
    ("0123456789 - 001", "0123456789-001"), ("0123456789\u{2013}001", "0123456789-001"),
    ("123456789-001", "0123456789-001"), ("\u{A0}0123456789", "0123456789"),
    ("101234567.0", "0101234567"), ("1012345678,00", "1012345678"),
  ])
  func codesHaveOneForm(_ cell: String, _ expected: String) {
    #expect(TaxCode.normalise(Array(cell.utf8)) == .code(expected))
  }

  @Test(arguments: ["1,23E+09", "1.23456789E+9", "1.2e9"])
  func scientificNotationIsNeverGuessed(_ cell: String) {
    #expect(TaxCode.normalise(Array(cell.utf8)) == .scientific)
  }

  @Test(arguments: [
    "12345678", "0123456789-01", "0123456789-0011", "01234567890123", "012345678a", "-", "'", "0123-456789",
    "0123456789-001-2", "123,456,789", "9999999999999999999999999", "ABC", "E", "0123456789/001",
  ])
  func otherTextIsNoCode(_ cell: String) {
    #expect(TaxCode.normalise(Array(cell.utf8)) == .malformed)
  }

  @Test func blanksAreBlank() {
    #expect(TaxCode.normalise([]) == .blank)
    #expect(TaxCode.normalise(Array("  ".utf8)) == .blank)
  }

  @Test func checkDigitFollowsFromTheNineBeforeIt() {
    // 3·31 = 93, 93 mod 11 = 5, so the tenth digit is 5.
    #expect(TaxCode.hasValidCheckDigit("3000000005"))
    #expect(TaxCode.hasValidCheckDigit("3000000005-001"))
    #expect(!TaxCode.hasValidCheckDigit("3000000006"))
    // A sum that 11 divides leaves 10, which no digit is.
    #expect(!TaxCode.hasValidCheckDigit("0000000000"))
    #expect(TaxCode.hasValidCheckDigit("012345678901"))
  }
}

@Suite struct GregorianDayTests {
  @Test func everyYearFollowsTheOneBeforeIt() {
    var expected: Int64 = -719_162
    for year in 1...9999 {
      #expect(GregorianDay.days(year: year, month: 1, day: 1) == expected)
      expected += (1...12).reduce(0) { $0 + Int64(GregorianDay.length(of: $1, in: year)) }
      #expect(GregorianDay.days(year: year, month: 12, day: 31) == expected - 1)
      #expect(GregorianDay.days(year: year, month: 2, day: GregorianDay.length(of: 2, in: year) + 1) == nil)
    }
    for year in [0, 10_000, .max, .min] { #expect(GregorianDay.days(year: year, month: 1, day: 1) == nil) }
  }

  @Test func daysAndDatesAgreeWithTheCalendar() throws {
    #expect(GregorianDay.days(year: 1970, month: 1, day: 1) == 0)
    #expect(GregorianDay.days(year: 2026, month: 3, day: 1) == 20_513)
    #expect(GregorianDay.days(year: 1900, month: 2, day: 29) == nil)
    #expect(GregorianDay.days(year: 2000, month: 2, day: 29) != nil)
    #expect(GregorianDay.days(year: 2026, month: 13, day: 1) == nil)
    #expect(GregorianDay.days(year: 2026, month: 4, day: 31) == nil)
    var expected = try #require(GregorianDay.days(year: 1899, month: 12, day: 31))
    for year in 1900...2101 {
      for month in 1...12 {
        let length = GregorianDay.length(of: month, in: year)
        #expect(GregorianDay.days(year: year, month: month, day: 0) == nil)
        #expect(GregorianDay.days(year: year, month: month, day: length + 1) == nil)
        for day in 1...length {
          expected += 1
          let days = try #require(GregorianDay.days(year: year, month: month, day: day))
          #expect(days == expected)
          #expect(GregorianDay.date(days: days) == (year, month, day))
        }
      }
    }
  }

  @Test func controlCharactersAreTheLettersOfTheirCodePage() {
    #expect(TextNormalisation.normalise("HR \u{96} PENSION \u{9C}5") == "HR – PENSION œ5")
    #expect(TextNormalisation.normalise("a\u{81}b") == "a b")
  }
}
