import FirmTable
import RecordFiles
import RiskScoring
import RuleModel

/// What many lines of a ranking have in common, in its written form with the comma behind it.
struct LineWords: Sendable {
  var texts = PreparedTexts()
  /// Id of each column of the score rows, with a blank behind it.
  private(set) var ids: [Int] = []
  /// Id of each rule and a comma, followed by the reason and a comma where the reason has no figures.
  private(set) var reasons: [Int] = []
  private(set) var isWholeReason: [Bool] = []
  /// Room that a line needs beside its text columns and a reason with figures.
  private(set) var room = 256
  /// For each pair of bands and each outcome: both bands, coverage and outcome.
  private var verdicts: [Int] = []
  private let bands: [UInt8]
  /// Numbers up to 255 with a comma in the lower bytes, and how many bytes that is in the highest.
  private let small: [UInt64]

  init(_ ranking: RankingTable, _ reasons: ReasonText) {
    let ruleSet = ranking.ruleSet
    bands = (0...255).map { UInt8(ruleSet.policy.band(of: $0).rawValue) }
    small = (0...255).map { LineWords.small($0) }
    let text = RowBytes(capacity: 256)
    addVerdicts(ranking, text)
    for rule in ranking.run.rowLayout.rules {
      text.removeAll()
      text.append(cell: ruleSet.rules[Int(rule)].id)
      text.append(0x20)
      ids.append(texts.add(text))
    }
    addReasons(ruleSet, reasons, RankingSections(ranking.columns, ruleSet), text)
    room += ids.count + ruleSet.rules.reduce(0) { $0 + $1.id.utf8.count }
    room += 4 * ruleSet.areas.count + texts.longest
  }

  private static func small(_ number: UInt64) -> UInt64 {
    let length = number < 10 ? 1 : number < 100 ? 2 : 3
    let digits = ByteCursor.eightDigits(number) >> UInt64(64 - 8 * length)
    return digits | 0x2C << UInt64(8 * length) | UInt64(length + 1) << 56
  }

  private mutating func addVerdicts(_ ranking: RankingTable, _ text: RowBytes) {
    let columns = ranking.columns
    let coverage = "\(ranking.run.coverage)"
    for low in Band.allCases {
      for high in Band.allCases {
        for outcome in Outcome.allCases {
          text.removeAll()
          if columns.contains("band") { text.append(wholeCell: low.name) }
          if columns.contains("band_may_be") { text.append(wholeCell: high.name) }
          if columns.contains("coverage") { text.append(wholeCell: coverage) }
          if columns.contains("outcome") { text.append(wholeCell: outcome.rawValue) }
          verdicts.append(texts.add(text))
        }
      }
    }
  }

  private mutating func addReasons(
    _ ruleSet: RuleSet, _ sentences: ReasonText, _ sections: RankingSections, _ text: RowBytes
  ) {
    for (index, rule) in ruleSet.rules.enumerated() {
      text.removeAll()
      if sections.reason { text.append(wholeCell: rule.id) }
      var isWhole = true
      if sections.reasonText {
        isWhole = sentences.pieces[index].allSatisfy { if case .words = $0 { true } else { false } }
        if isWhole { addSentence(index, sentences, text) }
      }
      isWholeReason.append(isWhole)
      reasons.append(texts.add(text))
    }
  }

  /// Adds a reason without figures.
  private func addSentence(_ rule: Int, _ sentences: ReasonText, _ text: RowBytes) {
    let start = text.count
    sentences.texts.withTexts { texts in
      for piece in sentences.pieces[rule] { if case .words(let words) = piece { text.append(texts[words]) } }
      if text.count == start { text.append(texts[sentences.titles[rule]]) }
    }
    text.finishCell(from: start)
    text.append(0x2C)
  }

  @inline(__always) func verdict(low: Int, high: Int, outcome: Int) -> Int {
    verdicts[(Int(bands[low]) &* 4 &+ Int(bands[high])) &* 4 &+ outcome]
  }

  /// Writes a number up to 255 and a comma.
  @inline(__always) func put(small number: Int, to cursor: inout ByteCursor) {
    let digits = small[number]
    cursor.put(digits, count: Int(digits >> 56))
  }

  /// Writes a number, mostly a small one, without a comma.
  @inline(__always) func put(_ number: UInt64, to cursor: inout ByteCursor) {
    guard number < 256 else { return cursor.put(number: number) }
    put(small: Int(number), to: &cursor)
    cursor.next -= 1
  }
}

/// A text column of the ranking, which is written as it stands, for programs.
///
/// Nothing in it is counted by reference, so that looking at it for every cell costs nothing.
struct LineColumn: Sendable {
  /// A column that is not there.
  init() {}

  enum Form { case missing, prepared, pooled, other }

  private(set) var form = Form.missing
  /// Bytes of the longest prepared text.
  private(set) var longest = 0
  /// The first code of those that are prepared, and the number of its text.
  private var firstCode: Int64 = 0
  private var firstText = 0
  private var count: Int64 = 0
  private var empty = 0
  private var none = 0
  /// More texts than this are not prepared.
  private static let mostPrepared = 1 << 16

  /// Prepares the texts of a column.
  init(_ field: FieldIndex, _ ranking: RankingTable, _ texts: inout PreparedTexts) {
    let ruleSet = ranking.ruleSet
    let type = ruleSet.fields[field].type
    guard let stored = ranking.table.columns[field] else { return }
    switch (type, stored) {
    case (.choice(let choice), _):
      let members = ruleSet.choices[choice].members
      prepare(members.count, from: 0, &texts) { place, cell in cell.append(members[place].name) }
    case (.text, .narrow(let codes)):
      form = .pooled
      let firms = codes.count
      guard let range = NarrowCells.range(of: codes) else { return }
      let codes = Int(range.lowerBound)..<Int(range.upperBound) + 1
      guard codes.count <= Self.mostPrepared else { return }
      // Names stand in one line each: there is nothing to gain.
      guard codes.count * 4 <= firms || firms < 64 else { return }
      let pool = ranking.table.pool.texts
      guard codes.lowerBound >= 0, codes.upperBound <= pool.count else { return }
      pool.withPlaces { places in
        let pooled = PooledTexts(places)
        prepare(codes.count, from: codes.lowerBound, &texts) { place, cell in
          if let text = pooled[Int64(codes.lowerBound + place)] { cell.append(text) }
        }
      }
    case (.text, _): form = .pooled
    default: form = .other
    }
  }

  /// Prepares the texts of so many codes, each of which a closure writes.
  private mutating func prepare(
    _ codes: Int, from code: Int, _ texts: inout PreparedTexts, _ write: (Int, RowBytes) -> Void
  ) {
    let cell = RowBytes(capacity: 256)
    func add(_ write: (RowBytes) -> Void) -> Int {
      cell.removeAll()
      write(cell)
      cell.finishCell(from: 0)
      cell.append(0x2C)
      longest = max(longest, cell.count)
      return texts.add(cell)
    }
    form = .prepared
    empty = add { _ in }
    none = add { $0.append("none") }
    firstCode = Int64(code)
    count = Int64(codes)
    firstText = none + 1
    for place in 0..<codes { _ = add { write(place, $0) } }
  }

  /// The prepared text of a cell.
  @inline(__always) func number(of cell: Int64) -> Int {
    let place = cell &- firstCode
    if place >= 0, place < count { return firstText &+ Int(place) }
    return cell == CellMark.none ? none : empty
  }
}
