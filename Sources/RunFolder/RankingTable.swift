import FirmTable
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences

/// The ranking as a table: one line a firm in the order of the policy.
struct RankingTable: Sendable {
  let ruleSet: RuleSet
  let table: FirmTable
  let run: ScoredRun
  let language: Language
  let nameField: FieldIndex?
  let groupFields: [FieldIndex]

  init(
    ruleSet: RuleSet, table: FirmTable, run: ScoredRun, language: Language, includePersonal: Bool
  ) {
    self.ruleSet = ruleSet
    self.table = table
    self.run = run
    self.language = language
    nameField = ruleSet.field(with: .name).flatMap { [ruleSet] field in
      includePersonal || !ruleSet.fields[field].isPersonal ? field : nil
    }
    groupFields = ruleSet.groupFields.filter { [ruleSet] in includePersonal || !ruleSet.fields[$0].isPersonal
    }
  }

  /// Names of the columns, the same in every language.
  var header: [String] {
    ["rank", "tax_code", "name"] + groupFields.map { ruleSet.fields[$0].name } + [
      "low", "high", "estimate", "band", "band_may_be", "coverage", "outcome", "held_by", "confirm_first",
      "workers_affected",
    ] + ruleSet.areas.map { "area_" + $0.name } + [
      "fired_rules", "unknown_rules", "first_reason", "first_reason_text",
    ]
  }

  /// The header line with the byte-order mark.
  var headerBytes: [UInt8] {
    var table = CSVWriter()
    table.record(header)
    return table.takeBytes()
  }

  /// Lines of a range of ranks, counted from 0.
  func bytes(ofRanks ranks: Range<Int>) -> [UInt8] {
    var lines = RankingLines(self)
    let bytes = RowBytes()
    lines.write(ranks: ranks, to: bytes)
    return Array(bytes.bytes)
  }
}

/// Writes lines of a ranking; what it gathers for one stretch of ranks is used again for the next.
struct RankingLines {
  private let ranking: RankingTable
  private let reasons: ReasonText
  private var words = TextList()
  private let bands: [Int]
  private let outcomes: [Int]
  private let ids: [Int]
  private let textColumns: [TextColumn]
  private var figures: ReasonFigures
  private var overviews = FirmOverviews()
  private var gathered = Gathered()

  /// A column that is written as it stands, for programs.
  private struct TextColumn {
    var field: FieldIndex?
    var type: ValueType
    var firstMember: Int
  }

  /// The totals of the firms of a stretch.
  private struct Gathered {
    var firms: [UInt32] = []
    var lows: [UInt8] = []
    var highs: [UInt8] = []
    var estimates: [UInt16] = []
    var outcomes: [Outcome] = []
    var workers: [Int64] = []
    var more: [Bool] = []
    var keys: [String] = []
    var cells: [[Int64]] = []
  }

  init(_ ranking: RankingTable) {
    self.ranking = ranking
    let ruleSet = ranking.ruleSet
    reasons = ReasonText(language: ranking.language, ruleSet: ruleSet, table: ranking.table)
    figures = ReasonFigures(
      reasons, table: ranking.table, evaluator: RowEvaluator(ruleSet: ruleSet, asOf: ranking.run.asOf))
    var words = TextList()
    func add(_ text: String) -> Int {
      var cell = CSVWriter(marksByteOrder: false)
      cell.text(text)
      return words.add(String(decoding: cell.takeBytes(), as: UTF8.self))
    }
    let named = Band.allCases.map { add($0.name) }
    bands = (0...255).map { named[ruleSet.policy.band(of: $0).rawValue] }
    outcomes = Outcome.allCases.map { add($0.rawValue) }
    ids = ruleSet.rules.map { add($0.id) }
    textColumns = ([ranking.nameField] + ranking.groupFields).map { field in
      let type = field.map { ruleSet.fields[$0].type } ?? .text
      var firstMember = 0
      if case .choice(let choice) = type {
        let members = ruleSet.choices[choice].members.map { add($0.name) }
        firstMember = members.first ?? 0
      }
      return TextColumn(field: field, type: type, firstMember: firstMember)
    }
    gathered.cells = textColumns.map { _ in [] }
    self.words = words
  }

  /// Adds the lines of a range of ranks, counted from 0.
  mutating func write(ranks: Range<Int>, to line: RowBytes) {
    gather(ranks)
    let pool = ranking.table.pool.texts.packed
    words.withTexts { words in
      reasons.texts.withTexts { texts in
        figures.computed.withTexts { computed in
          pool.bytes.withUnsafeBufferPointer { bytes in
            pool.ends.withUnsafeBufferPointer { ends in
              let pooled = PooledTexts(bytes: bytes, ends: ends)
              let places = Places(words: words, texts: texts, computed: computed, pool: pooled)
              for index in 0..<ranks.count { write(index, rank: ranks.lowerBound + index, places, line) }
            }
          }
        }
      }
    }
  }

  /// Where the texts of lines stand.
  private struct Places {
    let words: TextList.Texts
    let texts: TextList.Texts
    let computed: TextList.Texts
    let pool: PooledTexts
  }

  private mutating func gather(_ ranks: Range<Int>) {
    let run = ranking.run
    gathered.firms.removeAll(keepingCapacity: true)
    let order = run.ranking
    for rank in ranks { gathered.firms.append(order[rank]) }
    let firms = gathered.firms
    Gathering.values(of: run.lows, firms: firms, into: &gathered.lows)
    Gathering.values(of: run.highs, firms: firms, into: &gathered.highs)
    Gathering.values(of: run.estimates, firms: firms, into: &gathered.estimates)
    Gathering.values(of: run.outcomes, firms: firms, into: &gathered.outcomes)
    Gathering.values(of: run.workersAffected, firms: firms, into: &gathered.workers)
    Gathering.values(of: run.moreMayBeAffected, firms: firms, into: &gathered.more)
    Gathering.values(of: ranking.table.keys, firms: firms, into: &gathered.keys)
    for (place, column) in textColumns.enumerated() {
      guard let field = column.field, let stored = ranking.table.columns[field] else { continue }
      Gathering.cells(
        of: stored, isTruth: column.type == .truth, firms: firms, into: &gathered.cells[place])
    }
    run.read(firms: firms, into: &overviews)
    figures.gather(firms: firms, rules: overviews.firstReasons)
  }

  private func write(_ index: Int, rank: Int, _ places: Places, _ line: RowBytes) {
    line.append(number: UInt64(rank + 1))
    line.append(0x2C)
    var place = line.count
    line.append(gathered.keys[index])
    line.finishCell(from: place)
    for column in textColumns.indices {
      line.append(0x2C)
      writeText(column, index, places, line)
    }
    writeScore(index, places, line)
    let areas = ranking.ruleSet.areas.count
    for area in 0..<areas {
      line.append(0x2C)
      line.append(number: UInt64(overviews.areaLows[index * areas + area]))
    }
    line.append(0x2C)
    write(overviews.fired, index, places, line)
    line.append(0x2C)
    write(overviews.unknown, index, places, line)
    line.append(0x2C)
    let reason = Int(overviews.firstReasons[index])
    if reason >= 0 {
      line.append(places.words[ids[reason]])
      line.append(0x2C)
      place = line.count
      writeReason(reason, index, places, line)
      line.finishCell(from: place)
    } else {
      line.append(0x2C)
    }
    line.append(0x0D)
    line.append(0x0A)
  }

  private func writeScore(_ index: Int, _ places: Places, _ line: RowBytes) {
    let low = gathered.lows[index]
    let high = gathered.highs[index]
    line.append(0x2C)
    line.append(number: UInt64(low))
    line.append(0x2C)
    line.append(number: UInt64(high))
    line.append(0x2C)
    let estimate = UInt64(gathered.estimates[index])
    line.append(number: estimate / 10)
    line.append(0x2E)
    line.append(number: estimate % 10)
    line.append(0x2C)
    line.append(places.words[bands[Int(low)]])
    line.append(0x2C)
    line.append(places.words[bands[Int(high)]])
    line.append(0x2C)
    line.append(signed: Int64(ranking.run.coverage))
    line.append(0x2C)
    line.append(places.words[outcomes[Self.position(of: gathered.outcomes[index])]])
    line.append(0x2C)
    write(overviews.heldBy, index, places, line)
    line.append(0x2C)
    write(overviews.confirmFirst, index, places, line)
    line.append(0x2C)
    line.append(signed: gathered.workers[index])
    if gathered.more[index] { line.append(0x2B) }
  }

  /// Position among `Outcome.allCases`.
  @inline(__always) private static func position(of outcome: Outcome) -> Int {
    switch outcome {
    case .inspect: return 0
    case .letter: return 1
    case .ask: return 2
    case .none: return 3
    }
  }

  /// Writes ids with a blank between them.
  @inline(__always)
  private func write(_ lists: FirmOverviews.RuleLists, _ index: Int, _ places: Places, _ line: RowBytes) {
    let end = Int(lists.ends[index])
    var next = index == 0 ? 0 : Int(lists.ends[index - 1])
    while next < end {
      line.append(places.words[ids[Int(lists.rules[next])]])
      next += 1
      if next < end { line.append(0x20) }
    }
  }

  /// Writes a cell for programs: the same in every language, empty when it is not known.
  private func writeText(_ place: Int, _ index: Int, _ places: Places, _ line: RowBytes) {
    let column = textColumns[place]
    guard let field = column.field, ranking.table.columns[field] != nil else { return }
    let cell = gathered.cells[place][index]
    let start = line.count
    switch column.type {
    case .text where cell > CellMark.bad:
      if let text = places.pool[cell] { line.append(text) }
    case .choice(let choice) where cell > CellMark.bad:
      guard cell >= 0, cell < ranking.ruleSet.choices[choice].members.count else { return }
      line.append(places.words[column.firstMember + Int(cell)])
      return
    default:
      line.append(
        MachineText.text(cell, type: column.type, ruleSet: ranking.ruleSet, pool: ranking.table.pool))
    }
    line.finishCell(from: start)
  }

  private func writeReason(_ rule: Int, _ index: Int, _ places: Places, _ line: RowBytes) {
    let start = line.count
    var next = Int(figures.starts[index])
    for piece in reasons.pieces[rule] {
      switch piece {
      case .words(let words): line.append(places.texts[words])
      case .cell(_, _, let figure, _), .computed(_, let figure):
        let value = figures.figures[next]
        if value.text >= 0 {
          line.append(places.computed[Int(value.text)])
        } else {
          figure.write(value.cell, places.texts, places.pool, to: line)
        }
      }
      next += 1
    }
    if line.count == start { line.append(places.texts[reasons.titles[rule]]) }
  }
}
