import TestSupport
import Testing

@testable import RecordFiles

@Suite("Dates of ten bytes")
struct QuickDateTests {
  /// What is read of ten bytes at once.
  private static func quick(_ text: [UInt8], _ format: DateFormat) -> Int64? {
    let padded = [UInt8](repeating: 0x2C, count: 16) + text
    return padded.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { format.value(ofTenBytesBefore: $0 + 26) }
    }
  }

  private static func slow(_ text: [UInt8], _ format: DateFormat) -> Int64? {
    guard case .value(let day) = text.withUnsafeBufferPointer({ format.read($0) }) else { return nil }
    return day
  }

  @Test("Every day of both forms is that of the calendar", arguments: ["/", "-", "."])
  func everyDay(separator: String) {
    func padded(_ number: Int, _ count: Int) -> String {
      String(repeating: "0", count: count - String(number).count) + String(number)
    }
    let format = DateFormat(isMonthFirst: false)
    for days in stride(from: -25_567 as Int64, to: 84_006, by: 1) {
      let date = GregorianDay.date(days: days)
      let (year, month, day) = (padded(date.year, 4), padded(date.month, 2), padded(date.day, 2))
      #expect(Self.quick(Array([day, month, year].joined(separator: separator).utf8), format) == days)
      #expect(Self.quick(Array([year, month, day].joined(separator: separator).utf8), format) == days)
    }
  }

  @Test("Other bytes are what the format reads, or left to it", arguments: [false, true])
  func otherBytes(isMonthFirst: Bool) {
    var random = SeededGenerator(seed: 11)
    let format = DateFormat(isMonthFirst: isMonthFirst)
    let bytes = Array("0123456789/-.:; a\u{7F}".utf8) + [0x00, 0x2C, 0x80, 0xFA, 0xFF]
    let dates = ["31/12/2026", "2026-02-28", "01.01.1900", "2199/12/31"]
    var read = 0
    for _ in 0..<200_000 {
      var text = Array(dates[Int.random(in: 0..<dates.count, using: &random)].utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        text[Int.random(in: 0..<10, using: &random)] = bytes[Int.random(in: 0..<bytes.count, using: &random)]
      }
      guard let day = Self.quick(text, format) else { continue }
      #expect(day == Self.slow(text, format), "\(text)")
      read += 1
    }
    #expect(read > 1000)
  }
}
