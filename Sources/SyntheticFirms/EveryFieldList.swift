/// One list with a column for every field that it is told of: for measurements of a whole rule set.
public enum EveryFieldList {
  /// Writes the list: `,`, LF, ISO dates, quoted names, one cell in twenty blank; firm by firm, in little memory.
  ///
  /// What a column holds depends on its own description alone, so another column beside it changes none of its cells.
  ///
  /// - Parameters:
  ///   - path: the file, replaced when it is there.
  ///   - columns: the columns in their order.
  ///   - firms: how many rows the list has below its header.
  ///   - seed: chooses one of the possible provinces.
  public static func write(
    to path: String, columns: [FieldColumn], firms: Int, seed: UInt64
  ) throws(ListWriteError) {
    let generator = FirmGenerator(seed: seed)
    let written = columns.map { WrittenColumn($0, seed: seed) }
    let days = WrittenDays(upTo: generator.asOf + 3_660)
    var file = try ByteFile(path: path)
    var head = ListRow(ListStyle())
    for column in columns { head.text(column.title) }
    try file.append(head.line())
    var row: [UInt8] = []
    for index in 0..<firms {
      let firm = generator.firm(at: index)
      row.removeAll(keepingCapacity: true)
      let faults = faultsPerThousand(of: firm)
      for column in written {
        column.append(firm, faults, days, to: &row)
        row.append(UInt8(ascii: ","))
      }
      if !row.isEmpty { row.removeLast() }
      row.append(UInt8(ascii: "\n"))
      try file.append(row)
    }
    try file.finish()
  }

  /// How often a firm breaks a rule that the generator does not know, so that faults come together.
  private static func faultsPerThousand(of firm: SyntheticFirm) -> Int {
    var random = firm.random(forList: 7)
    return [2, 10, 60, 200][random.place(in: [620, 262, 68, 50])]
  }
}

/// A column with its cells as bytes; a class, since the copies of a structure with five references in it took more time than
/// all the rest.
private final class WrittenColumn {
  private let part: FieldColumn.Part
  private let reading: FirmFigure.Reading?
  private let seed: UInt64
  private let sound: [Cell]
  private let faulty: [Cell]
  private let noneWord: [UInt8]

  private struct Cell {
    let bytes: [UInt8]
    /// The number of persons that it counts, where a firm has no more than it employs.
    let persons: Int?
  }

  init(_ column: FieldColumn, seed: UInt64) {
    part = column.part
    reading = FirmFigure.readings[column.name]
    // FNV-1a of the name, so that every column has a source of its own.
    self.seed = column.name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    sound = column.sound.map { Cell(bytes: Self.quoted($0), persons: nil) }
    // Only those who are harmed are workers in any case; the members of a council need not be.
    let harmed = column.faulty.map {
      Cell(bytes: Self.quoted($0), persons: column.countsPersons ? Int($0) : nil)
    }
    faulty = harmed.isEmpty ? sound : harmed
    noneWord = Self.quoted(column.noneWord)
  }

  /// A cell, in quotes where it needs them.
  private static func quoted(_ text: String) -> [UInt8] {
    var row = ListRow(ListStyle())
    row.text(text)
    return row.bytes
  }

  /// Adds the cell of a firm that breaks so many rules in a thousand.
  func append(_ firm: SyntheticFirm, _ faults: Int, _ days: WrittenDays, to row: inout [UInt8]) {
    switch part {
    case .key: return row.append(contentsOf: firm.taxCode.utf8)
    case .name:
      row.append(0x22)
      row.append(contentsOf: firm.name.utf8)
      return row.append(0x22)
    case .fact: break
    }
    var random = SplitMix64(seed: seed, stream: firm.index)
    if random.chance(50) { return }
    if let reading { return append(reading(firm), days, to: &row) }
    let cells = random.chance(faults) ? faulty : sound
    guard !cells.isEmpty else { return }
    let cell = cells[random.below(cells.count)]
    if let persons = cell.persons, persons > firm.workforce.total {
      Self.append(firm.workforce.total, to: &row)
    } else {
      row.append(contentsOf: cell.bytes)
    }
  }

  private func append(_ figure: FirmFigure, _ days: WrittenDays, to row: inout [UInt8]) {
    switch figure {
    case .number(let number): Self.append(number, to: &row)
    case .truth(let truth): row.append(contentsOf: (truth ? "Có" : "Không").utf8)
    case .day(let day?): days.append(day, to: &row)
    case .day(nil): row.append(contentsOf: noneWord)
    case .text(let text):
      if text.utf8.contains(UInt8(ascii: ",")) {
        row.append(contentsOf: Self.quoted(text))
      } else {
        row.append(contentsOf: text.utf8)
      }
    case .blank: break
    }
  }

  /// Adds a number, which is never negative.
  private static func append(_ number: Int, to row: inout [UInt8]) {
    let start = row.count
    var rest = number
    repeat {
      row.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    row[start...].reverse()
  }
}

/// Days as `yyyy-MM-dd`, written once.
private struct WrittenDays {
  private static let first = CalendarDay(1990, 1, 1)
  private static let length = 10
  private let bytes: [UInt8]

  init(upTo last: CalendarDay) {
    var bytes: [UInt8] = []
    for number in Self.first.number...max(Self.first, last).number {
      bytes.append(contentsOf: CalendarDay(number: number).iso.utf8)
    }
    self.bytes = bytes
  }

  func append(_ day: CalendarDay, to row: inout [UInt8]) {
    let start = (day.number - Self.first.number) * Self.length
    guard start >= 0, start < bytes.count else { return row.append(contentsOf: day.iso.utf8) }
    row.append(contentsOf: bytes[start..<(start + Self.length)])
  }
}
