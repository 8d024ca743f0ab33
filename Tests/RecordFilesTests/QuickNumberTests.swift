import TestSupport
import Testing

@testable import RecordFiles

@Suite("Numbers read several at a time")
struct QuickNumberTests {
  private static let cells = [
    "", "0", "7", "42", "007", "12345678", "99999999", "123456789", "000000000000001", "999999999999999",
    "1234567890123456", "12a", "1.5", "-3", "4/5", ":", "\u{1ED3}", "\"12\"", "\"1,2\"", " 5", "5 ",
    "1234567x",
    "x2345678", "12345678x", "1.000.000",
  ]

  private static func list(rows: Int, columns: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var text = "a header that is longer than sixteen bytes\n"
    for _ in 0..<rows {
      let cells = (0..<columns).map { _ in
        Bool.random(using: &generator)
          ? String(
            Int64.random(in: 0...1_000_000_000, using: &generator)
              >> Int64.random(in: 0...29, using: &generator))
          : Self.cells.randomElement(using: &generator) ?? ""
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  /// What a way to read says of the cells of a column: those that it has read, the places of the others, blanks.
  private static func outcome(
    _ rows: BatchRows,
    _ read: (UnsafeMutableBufferPointer<Int64>, UnsafeMutableBufferPointer<Int>) -> (blank: Int, others: Int)
  ) -> [Int64] {
    var values = [Int64](repeating: -7, count: rows.count)
    var others = [Int](repeating: -1, count: rows.count)
    let seen = values.withUnsafeMutableBufferPointer { values in
      others.withUnsafeMutableBufferPointer { read(values, $0) }
    }
    for place in others[..<seen.others] { values[place] = -9 }
    return values + others[..<seen.others].map { Int64($0) } + [Int64(seen.blank)]
  }

  @Test("Several at a time are what they are one by one", arguments: 0..<40 as Range<UInt64>)
  func asOneByOne(seed: UInt64) { Self.compare(seed) }

  /// Expects that cells of a random list read several at a time are what they are one by one.
  static func compare(_ seed: UInt64) {
    let forms: [(decimals: Int, exponent: Int, range: ClosedRange<Int64>)] = [
      (0, 0, 0...1_000_000_000_000), (0, 0, 1...5000), (0, 6, 0...Int64.max / 4),
      (2, 3, 0...1_000_000_000_000),
      (4, 6, -5...Int64.max / 4), (0, 0, 0...99_999_999),
    ]
    let rowCount = Int(seed) % 11 + (seed % 5 == 0 ? 96 : 0)
    let columns = 5
    let bytes = Self.list(rows: rowCount, columns: columns, seed: seed)
    bytes.withUnsafeBufferPointer { bytes in
      let batch = RecordBatch.head(
        of: bytes, dialect: Dialect(delimiter: 0x2C, quote: 0x22), records: .max, within: bytes.count)
      var rows = BatchRows()
      for (place, record) in batch.records.enumerated().dropFirst() { rows.append(place, record) }
      batch.withView { view in
        for form in forms {
          let format = NumberFormat(
            form: NumberForm(decimals: form.decimals, range: form.range, quantity: .plain),
            style: .dotDecimal,
            unitExponent: form.exponent)
          let number = QuickNumber(format)
          let raw = UnsafeRawBufferPointer(bytes)
          for column in 0..<columns {
            let together = Self.outcome(rows) {
              number.read(rows, column, view, raw, blank: -1, into: $0, others: $1)
            }
            let each = Self.outcome(rows) {
              number.readEach(rows, column, view, raw, blank: -1, into: $0, others: $1)
            }
            #expect(together == each, "\(form), column \(column)")
            #expect(each.contains { $0 >= 0 } || rowCount < 4)
          }
        }
      }
    }
  }

  @Test func checkDigitOfTenDigitsIsThatOfTheCode() {
    var random = SeededGenerator(seed: 7)
    var valid = 0
    for _ in 0..<5_000 {
      let code = String((0..<10).map { _ in "0123456789".randomElement(using: &random) ?? "0" })
      let isValid = Array(code.utf8).withUnsafeBufferPointer { TaxCode.hasValidCheckDigit(ofTenDigits: $0) }
      #expect(isValid == TaxCode.hasValidCheckDigit(code), "\(code)")
      valid += isValid ? 1 : 0
    }
    #expect(valid > 300)
  }
}
