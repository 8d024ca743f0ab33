import RecordFiles
import TestSupport
import Testing

/// What is read equals the truth, or every difference is in the rejects.
@Suite struct MessyListTests {
  /// Kinds that exclude each other.
  private static let rivals: [Set<Mess>] = [
    [.semicolons, .tabs, .pipes, .spacedCommas, .doubledPipes],
    [.carriageReturns, .lineFeeds, .mixedLineEnds],
    [.utf16, .windows1258, .byteOrderMark, .decomposedLetters], [.commaDecimals, .dotDecimals],
    // A row that loses blank cells at its end looks like one that is cut off.
    [.droppedTrailingBlanks, .blankColumns], [.windows1258, .zeroByte],
  ]

  @Test(arguments: Mess.allCases)
  func eachKindOfMessAlone(_ mess: Mess) throws { try check([mess], seed: 11) }

  @Test(arguments: 0..<60)
  func kindsOfMessTogether(_ place: Int) throws {
    var random = SeededGenerator(seed: UInt64(500 + place))
    var mess = Set(Mess.allCases.filter { _ in Int.random(in: 0..<6, using: &random) == 0 })
    for rivals in Self.rivals {
      for surplus in mess.intersection(rivals).sorted(by: { $0.rawValue < $1.rawValue }).dropFirst() {
        mess.remove(surplus)
      }
    }
    try check(mess, seed: UInt64(place))
  }

  private func check(_ mess: Set<Mess>, seed: UInt64) throws {
    let list = MessyList(mess, seed: seed)
    let name = Comment(rawValue: "\(mess.sorted { $0.rawValue < $1.rawValue })")
    var options = ReadingOptions()
    let input = try TextDecoding.decode(InputBytes(list.bytes, path: "list.csv"), &options)
    let read: RecordTable
    do {
      read = try RecordFileReader.read(input, MessyList.requests, options: options)
    } catch {
      Issue.record("\(mess): \(error)")
      return
    }
    expectBalance(read)
    expectSameTexts(list.bytes)
    let rows = rows(read)
    let rejected = read.rejects.kept
    var found: [String: TrueRow] = [:]
    for row in rows { found[row.key] = row }
    for (row, line) in zip(rows, read.lines) {
      let truth = list.truth.first { $0.key == row.key }
      guard let truth else {
        Issue.record("\(mess): a row of no firm: \(row)")
        continue
      }
      if row == truth { continue }
      // A cell may be unknown only if it stands among the rejects of its line.
      let cells = rejected.filter { $0.line == Int(line) }.count
      let different = [
        row.name != truth.name, row.workers != truth.workers, row.debt != truth.debt, row.sent != truth.sent,
        row.union != truth.union,
      ].count { $0 }
      #expect(different <= cells && isPart(row, of: truth), "\(mess): \(row) for \(truth)")
    }
    for truth in list.truth where found[truth.key] == nil {
      let isNamed =
        rejected.contains { $0.severity == .row && $0.rawText.contains(truth.key) }
        || list.damaged.contains(truth.key)
      #expect(isNamed, "\(mess): \(truth) is missing and not named")
    }
    let whole = list.truth.count { row in !list.damaged.contains(row.key) && found[row.key] == row }
    // An open quote takes the rows with it up to the next quote; they stand in its reject.
    let taken = mess.isDisjoint(with: [.openQuote, .missingQuote]) ? 0 : 8
    #expect(whole >= list.truth.count - list.damaged.count - taken, name)
    if list.damaged.isEmpty, mess.isDisjoint(with: [.secondTable]) { #expect(read.rejects.count == 0, name) }
  }

  /// Whether every known value is the true one.
  private func isPart(_ row: TrueRow, of truth: TrueRow) -> Bool {
    (row.name == nil || row.name == truth.name) && (row.workers == nil || row.workers == truth.workers)
      && (row.debt == nil || row.debt == truth.debt) && (row.sent == nil || row.sent == truth.sent)
      && (row.union == nil || row.union == truth.union)
  }

  private func rows(_ table: RecordTable) -> [TrueRow] {
    let names = texts(table, 1)
    func known(_ place: Int) -> [Int64?] {
      let values = numbers(table, place)
      return values.isEmpty
        ? [Int64?](repeating: nil, count: table.rowCount) : values.map { $0 <= CellValue.bad ? nil : $0 }
    }
    let (workers, debts, dates, unions) = (known(2), known(3), known(4), known(5))
    return table.keys.indices.map { row in
      TrueRow(
        key: table.keys[row], name: names.isEmpty ? nil : names[row], workers: workers[row], debt: debts[row],
        sent: dates[row], union: unions[row])
    }
  }

  @Test(arguments: [1, 2, 3, 7])
  func theRecordsOfMessyListsDoNotDependOnChunks(_ chunk: Int) throws {
    for place in 0..<12 {
      let mess = Set(Mess.allCases.filter { ($0.rawValue + place) % 5 == 0 }).subtracting([.utf16])
      let list = MessyList(mess, seed: UInt64(place))
      for dialect in dialects {
        #expect(
          scan(list.bytes, chunk: chunk, dialect: dialect, limit: 300)
            == scan(list.bytes, chunk: 1 << 20, dialect: dialect, limit: 300))
      }
    }
  }

  /// Dialects with everything the scanner knows.
  private var dialects: [Dialect] {
    var doubled = Dialect(delimiter: 0x7C)
    doubled.delimiterRest = [0x7C]
    var spaced = Dialect(delimiter: 0x2C)
    spaced.delimiterRest = [0x20]
    spaced.escape = 0x5C
    var single = Dialect(delimiter: 0x3B, quote: 0x27)
    single.escape = 0
    return [Dialect(), doubled, spaced, single, Dialect(delimiter: 0x09, quote: Dialect.noQuote)]
  }
}
