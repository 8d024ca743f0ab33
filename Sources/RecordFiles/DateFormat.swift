/// How the dates of one column are written: day first, year first, or the day numbers of a spreadsheet.
struct DateFormat: Hashable, Sendable {
  /// Set when the sample shows the month first: such dates are never read.
  var isMonthFirst: Bool
  /// The day that stands for a month or a quarter; nil where no one chose it.
  var period: PeriodChoice?

  /// Day number of 1970-01-01 in spreadsheets.
  static let spreadsheetEpoch: Int64 = 25_569

  /// Reads a cell.
  @inline(__always) func read(_ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    let range = TextNormalisation.trim(cell)
    if range.isEmpty || isDash(cell, range) { return .blank }
    switch WrittenDate(cell, range) {
    case nil: return readWords(UnsafeBufferPointer(rebasing: cell[range]))
    case .serial(let number)?: return .value(number - Self.spreadsheetEpoch)
    case .yearFirst(let year, let month, let day)?: return Self.outcome(year, month, day)
    case .dayFirst(let day, let month, let year, _)?:
      return isMonthFirst ? .bad(.monthFirst) : Self.outcome(year, month, day)
    }
  }

  /// The day of a cell of ten bytes that is two digits, two digits and four, or four, two and two, with the same separator
  /// between them; nil for other cells and for days that the calendar does not have.
  @inline(__always) func value(ofTenBytesBefore end: UnsafeRawPointer) -> Int64? {
    // Asked for first, so that each form is read by bytes at fixed places.
    (end - 6).load(as: UInt8.self) < 0x30
      ? Self.value(yearFirst: true, before: end)
      : isMonthFirst ? nil : Self.value(yearFirst: false, before: end)
  }

  @inline(__always) private static func value(yearFirst: Bool, before end: UnsafeRawPointer) -> Int64? {
    let word = UInt64(littleEndian: (end - 10).loadUnaligned(as: UInt64.self))
    let rest = UInt64(UInt16(littleEndian: (end - 2).loadUnaligned(as: UInt16.self)))
    func byte(_ place: UInt64, of word: UInt64) -> Int {
      Int(truncatingIfNeeded: word &>> (place &* 8) & 0xFF)
    }
    let separator = byte(yearFirst ? 4 : 2, of: word)
    guard (0x2D...0x2F).contains(separator), byte(yearFirst ? 7 : 5, of: word) == separator else {
      return nil
    }
    // The value of every digit, zero at the separators.
    let digits = (word ^ 0x3030_3030_3030_3030) & (yearFirst ? 0x00FF_FF00_FFFF_FFFF : 0xFFFF_00FF_FF00_FFFF)
    let last = rest ^ 0x3030
    // A byte above 9 has or gets a bit above the lowest four.
    let wrong =
      ((digits &+ 0x0606_0606_0606_0606) | digits) & 0xF0F0_F0F0_F0F0_F0F0 | ((last &+ 0x0606) | last)
      & 0xF0F0
    guard wrong == 0 else { return nil }
    // Each digit and the one behind it as a number of two.
    let pairs = digits &* 10 &+ digits &>> 8
    let lastPair = byte(0, of: last &* 10 &+ last &>> 8)
    let year = byte(yearFirst ? 0 : 6, of: pairs) &* 100 &+ (yearFirst ? byte(2, of: pairs) : lastPair)
    guard (1900...2199).contains(year) else { return nil }
    return GregorianDay.days(
      year: year, month: byte(yearFirst ? 5 : 3, of: pairs), day: yearFirst ? lastPair : byte(0, of: pairs))
  }

  @inline(never) private func readWords(_ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    guard let worded = WordedDate(cell) else { return .bad(.notDate) }
    if let days = worded.days(period) { return .value(days) }
    if case .period = worded { return .bad(.period) }
    return .bad(.impossibleDate)
  }

  @inline(__always) private static func outcome(_ year: Int, _ month: Int, _ day: Int) -> CellOutcome {
    guard (1900...2199).contains(year), let days = GregorianDay.days(year: year, month: month, day: day)
    else {
      return .bad(.impossibleDate)
    }
    return .value(days)
  }
}

/// The numbers of a date in the order they are written.
enum WrittenDate {
  case dayFirst(day: Int, month: Int, year: Int, isShort: Bool)
  case yearFirst(year: Int, month: Int, day: Int)
  case serial(Int64)

  init?(_ cell: UnsafeBufferPointer<UInt8>, _ trimmed: Range<Int>) {
    var index = cell[trimmed.lowerBound] == 0x27 ? trimmed.lowerBound + 1 : trimmed.lowerBound
    guard let first = Self.number(cell, &index, trimmed.upperBound) else { return nil }
    if index == trimmed.upperBound {
      guard first.digits == 5, (20_000...60_000).contains(first.value) else { return nil }
      self = .serial(Int64(first.value))
      return
    }
    let separator = cell[index]
    guard separator == 0x2F || separator == 0x2D || separator == 0x2E else { return nil }
    index += 1
    guard let second = Self.number(cell, &index, trimmed.upperBound), second.digits <= 2,
      index < trimmed.upperBound, cell[index] == separator
    else { return nil }
    index += 1
    guard let third = Self.number(cell, &index, trimmed.upperBound),
      index == trimmed.upperBound || Self.isTime(cell[index..<trimmed.upperBound])
    else { return nil }
    switch (first.digits, third.digits) {
    case (4, 1...2): self = .yearFirst(year: first.value, month: second.value, day: third.value)
    case (1...2, 4):
      self = .dayFirst(day: first.value, month: second.value, year: third.value, isShort: false)
    case (1...2, 2):
      let year = third.value + (third.value < 70 ? 2000 : 1900)
      self = .dayFirst(day: first.value, month: second.value, year: year, isShort: true)
    default: return nil
    }
  }

  @inline(__always) private static func number(
    _ cell: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int
  ) -> (value: Int, digits: Int)? {
    var value = 0
    let start = index
    while index < end, index - start < 6 {
      let digit = cell[index] &- 0x30
      guard digit < 10 else { break }
      value = value * 10 + Int(digit)
      index += 1
    }
    return index > start ? (value, index - start) : nil
  }

  /// A time of day after the date, as databases write it; it does not move the day.
  private static func isTime(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = rest.first, first == 0x20 || first == 0x54 else { return false }
    let time = rest.dropFirst()
    return time.count >= 4 && time.contains(0x3A)
      && time.allSatisfy { (0x30...0x3A).contains($0) || $0 == 0x2E }
  }
}

/// What the cells of a sample say about how a column writes its dates.
struct DateEvidence: Hashable, Sendable {
  /// Day above 12 in first place.
  var dayFirst = 0
  /// Number above 12 in second place, where only a day can be.
  var monthFirst = 0
  var open = 0
  var shortYears = 0
  var yearFirst = 0
  var serials = 0

  mutating func observe(_ cell: UnsafeBufferPointer<UInt8>) {
    let range = TextNormalisation.trim(cell)
    guard !range.isEmpty, let written = WrittenDate(cell, range) else { return }
    switch written {
    case .serial: serials += 1
    case .yearFirst: yearFirst += 1
    case .dayFirst(let day, let month, _, let isShort):
      if isShort { shortYears += 1 }
      if day > 12, month <= 12 {
        dayFirst += 1
      } else if month > 12, month <= 31, day <= 12 {
        monthFirst += 1
      } else {
        open += 1
      }
    }
  }

  mutating func add(_ other: DateEvidence) {
    dayFirst += other.dayFirst
    monthFirst += other.monthFirst
    open += other.open
    shortYears += other.shortYears
    yearFirst += other.yearFirst
    serials += other.serials
  }

  /// The format for the column.
  var format: DateFormat { DateFormat(isMonthFirst: monthFirst > dayFirst) }

  /// The ways of writing that were seen, the commonest first.
  var description: String {
    let seen: [(String, Int)] = [
      (format.isMonthFirst ? "month first (refused)" : "day/month/year", dayFirst + monthFirst + open),
      ("year-month-day", yearFirst), ("spreadsheet day number", serials),
    ]
    let named = seen.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.map(\.0)
    return named.isEmpty ? "day/month/year" : named.joined(separator: ", ")
  }
}
