import TestSupport
import Testing

@testable import RecordFiles

/// Numbers with separators of thousands that are read at once, and as a format reads them byte by byte.
@Suite struct GroupedNumberTests {
  private static func format(
    _ style: NumberFormat.Style, decimals: Int = 0, unitExponent: Int = 0, range: ClosedRange<Int64>
  ) -> NumberFormat {
    NumberFormat(
      form: NumberForm(decimals: decimals, range: range, quantity: .plain), style: style,
      unitExponent: unitExponent)
  }

  /// The value that is read at once; nil when the cell is left to the format.
  private func quick(_ cell: String, _ format: NumberFormat) -> Int64? {
    let bytes = Array("1.234.567.890;09".utf8) + Array(cell.utf8)
    return bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap {
        GroupedNumber(format).value(before: $0 + bytes.count, count: cell.utf8.count)
      }
    }
  }

  private func slow(_ cell: String, _ format: NumberFormat) -> CellOutcome {
    Array(cell.utf8).withUnsafeBufferPointer { format.read($0) }
  }

  @Test func numbersWithSeparatorsOfThousandsAreReadAtOnce() {
    for style in [NumberFormat.Style.commaDecimal, .dotDecimal] {
      let format = Self.format(style, range: 0...Int64.max)
      let separator = Character(Unicode.Scalar(style.group))
      for value: Int64 in [1000, 9_999, 78_548_000, 5_260_000, 123_456_789, 100_000_000_000, 999_999_999_999]
      {
        var text = ""
        for (place, digit) in String(value).reversed().enumerated() {
          if place > 0, place % 3 == 0 { text.insert(separator, at: text.startIndex) }
          text.insert(digit, at: text.startIndex)
        }
        #expect(quick(text, format) == value)
      }
      for other in [
        "123", "12345678", "0.123", "01.234", ".123.456", "1234.567", "1.23.456", "1 234", "12.3456",
      ] {
        #expect(quick(other, format) == nil)
      }
    }
  }

  @Test(arguments: 0..<12) func whatIsReadAtOnceIsWhatTheFormatReads(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let style = [NumberFormat.Style.commaDecimal, .dotDecimal].randomElement(using: &random) ?? .dotDecimal
    let highest: Int64 = [9_999, 1_000_000, 10_000_000_000_000].randomElement(using: &random) ?? 0
    let format = Self.format(
      style, decimals: Int.random(in: 0...1, using: &random) * 2,
      unitExponent: Int.random(in: 0...1, using: &random) * 6,
      range: (Bool.random(using: &random) ? 0 : 1000)...highest)
    let signs = Array("0123456789".utf8) + Array("0123456789.,.,. -a".utf8)
    var read = 0
    for _ in 0..<20_000 {
      var bytes = (0..<Int.random(in: 1...17, using: &random)).map { _ in
        signs.randomElement(using: &random) ?? 0
      }
      // Often separators where those of thousands stand.
      if Bool.random(using: &random) {
        for place in bytes.indices {
          let isFourth = (bytes.count - place) % 4 == 0
          bytes[place] = isFourth ? style.group : UInt8.random(in: 0x30...0x39, using: &random)
        }
      }
      let cell = String(decoding: bytes, as: UTF8.self)
      guard let value = quick(cell, format) else { continue }
      read += 1
      #expect(slow(cell, format) == .value(value), "\(cell)")
    }
    #expect(read > 10 || format.form.decimals + format.unitExponent > 0)
  }
}
