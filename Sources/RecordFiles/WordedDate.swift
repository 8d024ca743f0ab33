/// Dates written with words, and periods that are no day.
enum WordedDate: Hashable {
  /// `ngày 05 tháng 6 năm 2026`.
  case day(year: Int, month: Int, day: Int)
  /// A month, a quarter, a half year or a year, from its first to its last month.
  case period(year: Int, months: ClosedRange<Int>)

  /// Reads a cell that is no date in figures.
  init?(_ cell: UnsafeBufferPointer<UInt8>) {
    guard cell.count <= 64 else { return nil }
    var folded: [UInt8] = []
    HeaderFolding.fold(cell, into: &folded)
    let words = String(decoding: folded, as: UTF8.self).split(separator: " ").map(String.init)
    guard let last = words.last, let year = Self.year(last) else { return nil }
    var rest = Array(words.dropLast())
    if rest.last == "nam" { rest.removeLast() }
    if let found = Self.named(rest, year) {
      self = found
    } else if rest.isEmpty, words.count == 2, words[0] == "nam" {
      self = .period(year: year, months: 1...12)
    } else if rest.count == 1, let month = Self.number(rest[0], 1...12), !Self.isGrouped(cell) {
      self = .period(year: year, months: month...month)
    } else {
      return nil
    }
  }

  /// What stands before the year.
  private static func named(_ words: [String], _ year: Int) -> WordedDate? {
    // `Huế, ngày 5 tháng 6 năm 2026` names the place first.
    if let start = words.lastIndex(of: "ngay"), words.count == start + 4, words[start + 2] == "thang",
      let day = number(words[start + 1], 1...31), let month = number(words[start + 3], 1...12)
    {
      return .day(year: year, month: month, day: day)
    }
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "thang", "t": return number(words[1], 1...12).map { .period(year: year, months: $0...$0) }
    case "quy", "q":
      let romans = ["i": 1, "ii": 2, "iii": 3, "iv": 4]
      guard let quarter = romans[words[1]] ?? number(words[1], 1...4) else { return nil }
      return .period(year: year, months: quarter * 3 - 2...quarter * 3)
    default: return nil
    }
  }

  private static func year(_ word: String) -> Int? { word.utf8.count == 4 ? number(word, 1900...2199) : nil }

  private static func number(_ word: String, _ range: ClosedRange<Int>) -> Int? {
    guard word.utf8.count <= 4, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(word)
    else {
      return nil
    }
    return range.contains(number) ? number : nil
  }

  /// `6.2026` and `6,2026` may be numbers.
  private static func isGrouped(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.contains(0x2E) || cell.contains(0x2C)
  }

  /// The day that a choice of the period's end gives; nil for a period without a choice.
  func days(_ choice: PeriodChoice?) -> Int64? {
    switch self {
    case .day(let year, let month, let day): return GregorianDay.days(year: year, month: month, day: day)
    case .period(let year, let months):
      guard let choice else { return nil }
      if choice == .first { return GregorianDay.days(year: year, month: months.lowerBound, day: 1) }
      let next =
        months.upperBound == 12
        ? GregorianDay.days(year: year + 1, month: 1, day: 1)
        : GregorianDay.days(year: year, month: months.upperBound + 1, day: 1)
      return next.map { $0 - 1 }
    }
  }
}

/// Which day of a month, quarter or year a person chose to stand for it.
public enum PeriodChoice: String, Hashable, Sendable {
  /// Its first day.
  case first
  /// Its last day.
  case last
}
