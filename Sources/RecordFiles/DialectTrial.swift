/// One dialect tried on the head of a file.
struct DialectTrial {
  private static let headBytes = 1 << 20
  private static let headRecords = 1000

  let dialect: Dialect
  let batch: RecordBatch
  /// The commonest number of cells, one-celled lines aside.
  private(set) var width = 1
  /// Records of that width, in thousandths of those that are not blank.
  private(set) var share = 0
  /// Records with quotes at odd places, in thousandths.
  private(set) var odd = 0
  /// Cells that hold another likely delimiter, in thousandths.
  private(set) var mixed = 0
  /// Records that are not blank.
  private(set) var filled = 0
  var header = FoundHeader()

  init(_ dialect: Dialect, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.dialect = dialect
    batch = RecordBatch.head(
      of: bytes, dialect: dialect, records: Self.headRecords, within: Self.headBytes)
    let source = CellSource(bytes, dialect)
    var widths = WidthCounts()
    var oddRecords = 0
    var cells = 0
    var mixedCells = 0
    batch.withView { view in
      for record in view.records {
        if record.fault != .none {
          oddRecords += 1
          continue
        }
        guard !source.isBlank(record, view) else { continue }
        widths.add(record.cellCount)
        filled += 1
        if record.hasOddQuotes { oddRecords += 1 }
        cells += record.cellCount
        guard holdsOtherDelimiter(bytes[record.start..<record.end]) else { continue }
        for cell in 0..<record.cellCount {
          if holdsOtherDelimiter(cell, record, view, bytes) { mixedCells += 1 }
        }
      }
    }
    judge(widths.all)
    odd = oddRecords * 1000 / max(filled + oddRecords, 1)
    mixed = mixedCells * 1000 / max(cells, 1)
  }

  private mutating func judge(_ widths: [Int: Int]) {
    let common = widths.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    let single = widths[1] ?? 0
    // Titles and footers are lines of one cell, so a table may be the smaller part of a short file.
    if let common, common.value * 3 >= single {
      width = common.key
      share = common.value * 1000 / max(filled, 1)
    } else {
      share = single * 1000 / max(filled, 1)
    }
  }

  private func holdsOtherDelimiter(
    _ cell: Int, _ record: ScannedRecord, _ batch: BatchView, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard batch.traits(of: cell, in: record).isDisjoint(with: .quoted) else { return false }
    return holdsOtherDelimiter(bytes[batch.rawRange(of: cell, in: record)])
  }

  private func holdsOtherDelimiter(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let own = dialect.delimiter
    let text = UnsafeBufferPointer(rebasing: bytes)
    return Self.otherDelimiters.contains { $0 != own && text.place(of: $0) != nil }
  }

  private static let otherDelimiters: [UInt8] = [0x3B, 0x09, 0x7C]

  /// How well the dialect fits; the best one is taken.
  var score: Int {
    header.matched * 10_000 + (width > 1 ? share * 4 + min(width, 400) - odd * 2 - mixed : 0)
  }

  /// Whether another dialect is not worth a trial: nearly all rows and the titles agree on this one, and the delimiter of the
  /// other stands in fewer places than a quarter of the rows.
  func excludes(_ other: Dialect, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard header.matched > 1, width > 1, share >= 900, other.delimiter != dialect.delimiter,
      let end = batch.records.last?.end
    else { return false }
    return !UnsafeBufferPointer(rebasing: bytes[..<end]).holds(other.delimiter, times: (filled + 3) / 4)
  }

  /// Whether the rows agree on a number of cells, so that the delimiter is no guess.
  var isCertain: Bool { header.matched > 1 || (width > 1 ? share >= 400 : share >= 980) }
}

/// How many records have each number of cells.
private struct WidthCounts {
  private var counts: [Int: Int] = [:]
  private var width = 0
  private var run = 0

  /// Counts a record; most have as many cells as the one before.
  mutating func add(_ cells: Int) {
    if cells != width { close() }
    width = cells
    run += 1
  }

  private mutating func close() {
    if run > 0 { counts[width, default: 0] += run }
    run = 0
  }

  var all: [Int: Int] {
    var closed = self
    closed.close()
    return closed.counts
  }
}

/// The dialects worth trying on a file.
struct DialectCandidates {
  private static let headBytes = 1 << 16

  private let head: UnsafeBufferPointer<UInt8>
  private let options: ReadingOptions

  init(bytes: UnsafeBufferPointer<UInt8>, options: ReadingOptions) {
    // Counted from its own start, since every byte is looked at several times.
    head = UnsafeBufferPointer(rebasing: bytes.prefix(Self.headBytes))
    self.options = options
  }

  /// All combinations with their rank, 0 for the likeliest; those whose delimiter is commonest come first.
  func dialects(hasByteOrderMark: Bool, lineEnding: Dialect.LineEnding) -> [(rank: Int, dialect: Dialect)] {
    var found: [Dialect] = []
    for delimiter in delimiters() {
      for quote in quotes(beside: delimiter) {
        for escape in escapes(before: quote) {
          var dialect = Dialect(
            delimiter: delimiter[0], quote: quote, hasByteOrderMark: hasByteOrderMark, lineEnding: lineEnding)
          dialect.delimiterRest = Array(delimiter.dropFirst())
          dialect.escape = escape
          found.append(dialect)
        }
      }
    }
    let counts = found.map { head.count(of: $0.delimiter) }
    return found.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }.map { ($0, found[$0]) }
  }

  /// The usual delimiters, and their doubled or spaced forms where the file hardly has the simple one.
  private func delimiters() -> [[UInt8]] {
    if let delimiter = options.delimiter, !delimiter.isEmpty { return [delimiter] }
    var found: [[UInt8]] = []
    for byte in Dialect.delimiters {
      var total = 0
      var (spaced, spacedOnBothSides, doubled) = (0, 0, 0)
      var next = head.place(of: byte)
      while let index = next {
        total += 1
        next = head.place(of: byte, from: index + 1)
        guard index + 1 < head.endIndex else { continue }
        let after = head[index + 1]
        if after == 0x20 {
          spaced += 1
          if index > head.startIndex, head[index - 1] == 0x20 { spacedOnBothSides += 1 }
        } else if after == byte, byte != 0x09 {
          doubled += 1
          next = head.place(of: byte, from: index + 2)
        }
      }
      let forms = [
        ([0x20, byte, 0x20], spacedOnBothSides), ([byte, 0x20], spaced), ([byte, byte], doubled),
      ]
      // Of two likely forms, which can only be the first two, the longer one comes first.
      found += forms.filter { total > 1 && $0.1 * 20 >= total * 17 }.map(\.0) + [[byte]]
    }
    return found
  }

  private func quotes(beside delimiter: [UInt8]) -> [UInt8] {
    if let quote = options.quote { return [quote] }
    let double = cellsBetween(0x22, delimiter)
    let single = cellsBetween(0x27, delimiter)
    if single > 1, single > double * 4 { return [0x27, 0x22] }
    return [0x22]
  }

  /// How often a mark stands at both the start and the end of cells.
  private func cellsBetween(_ mark: UInt8, _ delimiter: [UInt8]) -> Int {
    var starts = 0
    var ends = 0
    head.forEachPlace(of: mark) { index in
      let before = index > head.startIndex ? head[index - 1] : 0x0A
      let after = index + 1 < head.endIndex ? head[index + 1] : 0x0A
      if before == 0x0A || before == 0x0D || before == delimiter[delimiter.count - 1] { starts += 1 }
      if after == 0x0A || after == 0x0D || after == delimiter[0] { ends += 1 }
    }
    return min(starts, ends)
  }

  private func escapes(before quote: UInt8) -> [UInt8?] {
    if let escape = options.escape { return [escape == quote ? nil : escape] }
    var found: [UInt8?] = [nil]
    for escape: UInt8 in [0x5C, 0x00] {
      var next = head.place(of: escape)
      while let index = next, index + 1 < head.count, head[index + 1] != quote {
        next = head.place(of: escape, from: index + 1)
      }
      if let next, next + 1 < head.count { found.append(escape) }
    }
    return found
  }
}
