import FirmTable
import SystemHints
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences

/// Writes lines of a ranking; what it gathers for one stretch of ranks is used again for the next.
///
/// Whatever stands in many lines is brought into its written form once; a line is then mostly put together by copying.
struct RankingLines {
  private let ranking: RankingTable
  private let reasons: ReasonText
  private let words: LineWords
  private let layout: ScoreRowLayout
  private let sections: RankingSections
  /// Cells of a line.
  private let width: Int
  private let columns: [LineColumn]
  private let fields: [FieldIndex?]
  private var figures: ReasonFigures
  private var ranked = RankedRows()
  private var firms: [UInt32] = []
  private var keys: [UInt64] = []
  private var cells: [[Int64]]

  init(_ ranking: RankingTable) {
    self.ranking = ranking
    let ruleSet = ranking.ruleSet
    reasons = ReasonText(language: ranking.language, ruleSet: ruleSet, table: ranking.table)
    figures = ReasonFigures(
      reasons, table: ranking.table, evaluator: RowEvaluator(ruleSet: ruleSet, asOf: ranking.run.asOf))
    layout = ranking.run.rowLayout
    sections = RankingSections(ranking.columns, ruleSet)
    width = ranking.header.count
    var words = LineWords(ranking, reasons)
    fields = ranking.textColumns
    columns = fields.map { field in field.map { LineColumn($0, ranking, &words.texts) } ?? LineColumn() }
    words.texts.seal()
    self.words = words
    cells = columns.map { _ in [] }
  }

  /// Adds the lines of a range of ranks, counted from 0; there are none where no column is written.
  mutating func write(ranks: Range<Int>, to line: RowBytes) {
    guard width > 0 else { return }
    gather(ranks)
    writeGathered(ranks, to: line)
  }

  /// Apart from `write`, which changes what this only looks at: closures that hold something changing hold a copy of all of it.
  private func writeGathered(_ ranks: Range<Int>, to line: RowBytes) {
    ranking.table.pool.texts.withPlaces { texts in
      let pooled = PooledTexts(texts)
      prefetch(pooled, count: ranks.count)
      words.texts.withTexts { prepared in
        reasons.texts.withTexts { texts in
          figures.computed.withTexts { computed in
            let places = LinePlaces(prepared: prepared, texts: texts, computed: computed, pool: pooled)
            writeLines(ranks, places, line)
          }
        }
      }
    }
  }

  private mutating func gather(_ ranks: Range<Int>) {
    let run = ranking.run
    firms.removeAll(keepingCapacity: true)
    firms.append(contentsOf: run.ranking[ranks])
    run.read(firms: firms, into: &ranked)
    if sections.taxCode, !ranking.table.keys.packed.isEmpty {
      Gathering.values(of: ranking.table.keys.packed, firms: firms, into: &keys)
    }
    for (place, field) in fields.enumerated() {
      guard let field, let stored = ranking.table.columns[field] else { continue }
      let isTruth = ranking.ruleSet.fields[field].type == .truth
      Gathering.cells(of: stored, isTruth: isTruth, firms: firms, into: &cells[place])
    }
    if sections.reasonText { figures.gather(firms: firms, rules: ranked.firstReasons[..<firms.count]) }
  }

  /// Asks for the texts of a stretch, so that the processor fetches many of them at the same time.
  private func prefetch(_ pool: PooledTexts, count: Int) {
    for (place, column) in columns.enumerated() where column.form == .pooled {
      let cells = cells[place]
      let count = min(count, cells.count)
      for index in 0..<count {
        if index &+ Gathering.ahead < count { pool.prefetchPlace(cells[index &+ Gathering.ahead]) }
        guard let text = pool[cells[index]], let first = text.baseAddress else { continue }
        memory_prefetch(first)
        memory_prefetch(first + text.count)
      }
    }
  }

  private func writeLines(_ ranks: Range<Int>, _ places: LinePlaces, _ line: RowBytes) {
    let room = words.room + columns.reduce(0) { $0 + max($1.longest, ByteCursor.longestPlain) + 1 }
    let rows = ranked.words.span
    var row = 0
    // Readers pass over empty lines, so that a blank cell needs quotes where it is the only one.
    let isSingleColumn = width == 1
    for index in 0..<ranks.count {
      var cursor = line.cursor(reserving: room)
      let start = line.count
      if sections.rank {
        cursor.put(number: UInt64(ranks.lowerBound + index + 1))
        cursor.put(0x2C)
      }
      if sections.taxCode { writeKey(index, line, &cursor, room) }
      cursor = writeTexts(index, places, line, cursor, room)
      cursor = writeScore(rows, row, places.prepared, cursor)
      cursor = writeRules(rows, row, places.prepared, cursor)
      cursor = writeReason(index, places, line, cursor)
      // Every cell ends with a comma; the last one makes room for the end of the line.
      cursor.next -= 1
      if isSingleColumn {
        line.finish(cursor)
        if line.count == start { cursor.put(0x22 | 0x22 << 8, count: 2) }
      }
      cursor.put(0x0D | 0x0A << 8, count: 2)
      line.finish(cursor)
      row &+= layout.width
    }
  }

  @inline(__always) private func writeKey(
    _ index: Int, _ line: RowBytes, _ cursor: inout ByteCursor, _ room: Int
  ) {
    guard keys.isEmpty else { return Self.put(key: keys[index], to: &cursor) }
    line.finish(cursor)
    let place = line.count
    line.append(ranking.table.keys[Int(firms[index])])
    line.finishCell(from: place)
    line.append(0x2C)
    cursor = line.cursor(reserving: room)
  }

  /// Writes a packed tax code, which needs no quotes.
  @inline(__always) private static func put(key: UInt64, to cursor: inout ByteCursor) {
    let head = key >> FirmKeys.tailBits
    let tail = key & 2047
    let first = head / 100_000_000
    cursor.put((first / 10 &+ 0x30) | (first % 10 &+ 0x30) << 8, count: 2)
    cursor.put(ByteCursor.eightDigits(head &- first &* 100_000_000), count: 8)
    if tail > 1000 {
      cursor.put(ByteCursor.eightDigits(tail &- 1001) >> 48, count: 2)
    } else if tail > 0 {
      cursor.put(0x2D)
      cursor.put(ByteCursor.eightDigits(tail &- 1) >> 40, count: 3)
    }
    cursor.put(0x2C)
  }

  /// Writes the columns of texts for programs: the same in every language, empty where they are not known.
  private func writeTexts(
    _ index: Int, _ places: LinePlaces, _ line: RowBytes, _ start: ByteCursor, _ room: Int
  ) -> ByteCursor {
    var cursor = start
    for place in columns.indices {
      switch columns[place].form {
      case .missing: cursor.put(0x2C)
      case .prepared:
        places.prepared.put(columns[place].number(of: cells[place][index]), to: &cursor)
      case .pooled:
        let cell = cells[place][index]
        if let text = places.pool[cell], cursor.putPlain(text) {
          cursor.put(0x2C)
        } else {
          cursor = writeText(place, cell, places, line, cursor, room)
        }
      case .other: cursor = writeText(place, cells[place][index], places, line, cursor, room)
      }
    }
    return cursor
  }

  private func writeText(
    _ place: Int, _ cell: Int64, _ places: LinePlaces, _ line: RowBytes, _ cursor: ByteCursor, _ room: Int
  ) -> ByteCursor {
    line.finish(cursor)
    let start = line.count
    if columns[place].form == .pooled, cell > CellMark.bad {
      if let text = places.pool[cell] { line.append(text) }
    } else {
      writeOther(cell, fields[place], line)
    }
    line.finishCell(from: start)
    line.append(0x2C)
    return line.cursor(reserving: room)
  }

  private func writeOther(_ cell: Int64, _ field: FieldIndex?, _ line: RowBytes) {
    guard let field else { return }
    let ruleSet = ranking.ruleSet
    line.append(
      MachineText.text(cell, type: ruleSet.fields[field].type, ruleSet: ruleSet, pool: ranking.table.pool))
  }

  private func writeScore(
    _ rows: Span<UInt64>, _ row: Int, _ prepared: PreparedTexts.Texts, _ start: ByteCursor
  ) -> ByteCursor {
    var cursor = start
    let word = rows[row &+ 1]
    let low = Int(word & 0xFF)
    let high = Int(word >> 8 & 0xFF)
    if sections.low { words.put(small: low, to: &cursor) }
    if sections.high { words.put(small: high, to: &cursor) }
    if sections.estimate {
      let estimate = word >> 16 & 0xFFFF
      words.put(estimate / 10, to: &cursor)
      cursor.put(0x2E | (estimate % 10 &+ 0x30) << 8 | 0x2C << 16, count: 3)
    }
    let outcome = Int(word >> 32 & 0xFF)
    prepared.put(words.verdict(low: low, high: high, outcome: outcome), to: &cursor)
    if sections.heldBy {
      writeList(word >> 40 & 1 == 1, prepared, &cursor) { fired(rows, row, $0) & layout.gates[$0] }
    }
    if sections.confirmFirst {
      writeList(outcome == 0, prepared, &cursor) { unknown(rows, row, $0) & layout.gates[$0] }
    }
    if sections.workers {
      let workers = Int64(bitPattern: rows[row])
      if workers < 0 { cursor.put(0x2D) }
      words.put(workers.magnitude, to: &cursor)
      if word >> 41 & 1 == 1 { cursor.put(0x2B) }
      cursor.put(0x2C)
    }
    writeAreas(rows, row, &cursor)
    return cursor
  }

  @inline(__always) private func writeAreas(_ rows: Span<UInt64>, _ row: Int, _ cursor: inout ByteCursor) {
    var points: UInt64 = 0
    for area in 0..<layout.areaCount {
      if area & 7 == 0 { points = rows[row &+ layout.firstArea &+ area &>> 3] }
      if sections.areas[area] { words.put(small: Int(points & 0xFF), to: &cursor) }
      points >>= 8
    }
  }

  private func writeRules(
    _ rows: Span<UInt64>, _ row: Int, _ prepared: PreparedTexts.Texts, _ start: ByteCursor
  ) -> ByteCursor {
    var cursor = start
    if sections.fired {
      writeList(true, prepared, &cursor) { fired(rows, row, $0) & layout.scoring[$0] }
    }
    if sections.unknown {
      writeList(true, prepared, &cursor) { unknown(rows, row, $0) & layout.scoring[$0] }
    }
    return cursor
  }

  @inline(__always) private func fired(_ rows: Span<UInt64>, _ row: Int, _ word: Int) -> UInt64 {
    rows[row &+ ScoreRowLayout.firesOrDoesNotApply &+ word] & rows[row &+ layout.firesOrUnknown &+ word]
  }

  @inline(__always) private func unknown(_ rows: Span<UInt64>, _ row: Int, _ word: Int) -> UInt64 {
    ~rows[row &+ ScoreRowLayout.firesOrDoesNotApply &+ word] & rows[row &+ layout.firesOrUnknown &+ word]
  }

  /// Writes a cell with the ids of the rules whose bits are set, blank where it does not apply to the firm.
  @inline(__always) private func writeList(
    _ applies: Bool, _ prepared: PreparedTexts.Texts, _ cursor: inout ByteCursor, _ bits: (Int) -> UInt64
  ) {
    let start = cursor
    if applies { for word in 0..<layout.planeWords { put(bits(word), word, prepared, &cursor) } }
    // The comma takes the place of the blank behind the last id.
    if cursor.next > start.next { cursor.next -= 1 }
    cursor.put(0x2C)
  }

  /// Writes the ids of the rules whose bits are set, with a blank after each.
  @inline(__always) private func put(
    _ bits: UInt64, _ word: Int, _ prepared: PreparedTexts.Texts, _ cursor: inout ByteCursor
  ) {
    var rest = bits
    while rest != 0 {
      let column = word &* 64 &+ rest.trailingZeroBitCount
      rest &= rest &- 1
      prepared.put(words.ids[column], to: &cursor)
    }
  }

  /// Writes the first reason and its text.
  private func writeReason(
    _ index: Int, _ places: LinePlaces, _ line: RowBytes, _ start: ByteCursor
  ) -> ByteCursor {
    var cursor = start
    let reason = Int(ranked.firstReasons[index])
    guard reason >= 0 else {
      if sections.reason { cursor.put(0x2C) }
      if sections.reasonText { cursor.put(0x2C) }
      return cursor
    }
    places.prepared.put(words.reasons[reason], to: &cursor)
    if words.isWholeReason[reason] { return cursor }
    line.finish(cursor)
    let first = line.count
    writeFigures(reason, index, places, line)
    line.finishCell(from: first)
    cursor = line.cursor(reserving: 3)
    cursor.put(0x2C)
    return cursor
  }

  private func writeFigures(_ rule: Int, _ index: Int, _ places: LinePlaces, _ line: RowBytes) {
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

/// Where the texts of lines stand.
struct LinePlaces {
  let prepared: PreparedTexts.Texts
  let texts: TextList.Texts
  let computed: TextList.Texts
  let pool: PooledTexts
}
