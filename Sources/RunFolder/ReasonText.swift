import SystemHints
import FirmTable
import RuleEvaluation
import RuleModel
import RuleSentences

/// The reasons of all rules, taken apart once: fixed words, stored cells and values to be computed.
struct ReasonText: Sendable {
  /// A piece of a sentence.
  enum Piece: Sendable {
    /// A text of the list.
    case words(Int)
    /// A stored cell, or where that is not known and `computed` is not negative, a computed value.
    case cell(FieldIndex, isTruth: Bool, FigureText, computed: Int)
    /// A computed value.
    case computed(Int, FigureText)
  }

  /// Pieces by rule.
  private(set) var pieces: [[Piece]] = []
  /// Titles by rule, for sentences without words.
  private(set) var titles: [Int] = []
  /// Expressions to be computed.
  private(set) var expressions: [RuleExpression] = []
  private(set) var texts = TextList()
  /// Whether no sentence has a figure.
  private(set) var hasNoFigures = true
  let values: ValueWriter

  init(language: Language, ruleSet: RuleSet, table: FirmTable) {
    values = ValueWriter(language: language, ruleSet: ruleSet)
    for rule in ruleSet.rules {
      titles.append(texts.add(rule.title[language]))
      guard let template = rule.because else {
        pieces.append([])
        continue
      }
      var parts: [Piece] = []
      for segment in template[language] {
        switch segment {
        case .text(let words): parts.append(.words(texts.add(words)))
        case .value(let expression):
          let part = piece(expression, ruleSet, table)
          if case .words = part {} else { hasNoFigures = false }
          parts.append(part)
        }
      }
      pieces.append(parts)
    }
  }

  private mutating func piece(
    _ expression: RuleExpression, _ ruleSet: RuleSet, _ table: FirmTable
  ) -> Piece {
    var inner = expression
    while case .named(_, let definition) = inner.kind { inner = definition }
    if case .constant(let constant) = inner.kind {
      return .words(texts.add(values.text(constant, type: expression.type)))
    }
    let figure = FigureText(expression.type, values, ruleSet, &texts)
    guard case .field(let field) = inner.kind, table.columns[field] != nil else {
      expressions.append(expression)
      return .computed(expressions.count - 1, figure)
    }
    var computed = -1
    if ruleSet.fields[field].derivation != nil {
      computed = expressions.count
      expressions.append(expression)
    }
    return .cell(field, isTruth: ruleSet.fields[field].type == .truth, figure, computed: computed)
  }
}

/// The figures in the reasons of some firms, gathered column by column before the lines are written.
struct ReasonFigures {
  /// A cell, or the number of a text in `computed`.
  struct Figure {
    var cell: Int64
    var text: Int32
  }

  private let reasons: ReasonText
  private let table: FirmTable
  private var reader: FigureReader
  /// Figures of each line, in the order of its sentence.
  private(set) var figures: [Figure] = []
  /// First figure of each line.
  private(set) var starts: [Int32] = []
  private(set) var computed = TextList()
  private var lines: [[Int32]]
  private var cells: [Int64] = []
  private var firms: [UInt32] = []
  /// Figures by expression; nil for those that cells do not settle.
  private var kept: [KeptFigures?]
  private let ruleSet: RuleSet
  /// Lines whose figure has to be computed, and their firms.
  private var waiting: (lines: [Int32], firms: [UInt32]) = ([], [])

  init(_ reasons: ReasonText, table: FirmTable, evaluator: RowEvaluator) {
    self.reasons = reasons
    self.table = table
    let reader = FigureReader(reasons.expressions, of: table, evaluator: evaluator)
    self.reader = reader
    kept = reasons.expressions.indices.map { KeptFigures(of: reader.fields(settling: $0)) }
    ruleSet = evaluator.ruleSet
    lines = [[Int32]](repeating: [], count: reasons.pieces.count)
  }

  /// Gathers the figures of firms whose first reasons are known; -1 is none.
  mutating func gather(firms: [UInt32], rules: ArraySlice<Int32>) {
    if reasons.hasNoFigures { return }
    computed = TextList()
    starts.removeAll(keepingCapacity: true)
    for rule in lines.indices { lines[rule].removeAll(keepingCapacity: true) }
    var total = 0
    for line in rules.indices {
      starts.append(Int32(total))
      guard rules[line] >= 0 else { continue }
      lines[Int(rules[line])].append(Int32(line))
      total += reasons.pieces[Int(rules[line])].count
    }
    if figures.count < total {
      figures = [Figure](repeating: Figure(cell: 0, text: -1), count: total)
    }
    for rule in lines.indices where !lines[rule].isEmpty { gather(rule, firms) }
  }

  private mutating func gather(_ rule: Int, _ all: [UInt32]) {
    let chosen = lines[rule]
    firms.removeAll(keepingCapacity: true)
    for line in chosen { firms.append(all[Int(line)]) }
    for (position, piece) in reasons.pieces[rule].enumerated() {
      switch piece {
      case .words: continue
      case .cell(let field, let isTruth, _, let computed):
        guard let column = table.columns[field] else { continue }
        Gathering.cells(of: column, isTruth: isTruth, firms: firms, into: &cells)
        waiting.lines.removeAll(keepingCapacity: true)
        waiting.firms.removeAll(keepingCapacity: true)
        for (index, line) in chosen.enumerated() {
          figures[Int(starts[Int(line)]) + position] = Figure(cell: cells[index], text: -1)
          guard computed >= 0, cells[index] == CellMark.unknown else { continue }
          waiting.lines.append(line)
          waiting.firms.append(firms[index])
        }
        if !waiting.lines.isEmpty { computeWaiting(computed, position) }
      case .computed(let expression, _):
        waiting = (chosen, firms)
        computeWaiting(expression, position)
      }
    }
  }

  /// Computes the figure at a position of the lines that wait for it.
  private mutating func computeWaiting(_ expression: Int, _ position: Int) {
    var known: KeptFigures?
    swap(&known, &kept[expression])
    known?.look(at: waiting.firms, of: table, ruleSet)
    for (index, line) in waiting.lines.enumerated() {
      let place = Int(starts[Int(line)]) + position
      if let figure = known?.figure(at: index) {
        figures[place] = figure
      } else {
        figures[place] = compute(expression, Int(waiting.firms[index]))
        known?.keep(figures[place], at: index)
      }
    }
    swap(&known, &kept[expression])
  }

  private mutating func compute(_ expression: Int, _ firm: Int) -> Figure {
    switch reader.value(of: expression, firm: firm) {
    case .unknown: return Figure(cell: CellMark.unknown, text: -1)
    case .none: return Figure(cell: CellMark.none, text: -1)
    case .known(.number(let raw)) where raw > CellMark.bad: return Figure(cell: raw, text: -1)
    case .known(.truth(let answer)): return Figure(cell: answer ? 1 : 0, text: -1)
    case .known(.date(let date)): return Figure(cell: Int64(date.days), text: -1)
    case .known(.member(let member)): return Figure(cell: Int64(member), text: -1)
    case .known(let constant):
      let text = reasons.values.text(constant, type: reasons.expressions[expression].type)
      return Figure(cell: 0, text: Int32(truncatingIfNeeded: computed.add(text)))
    }
  }
}

/// Takes scattered rows out of columns.
///
/// One column at a time, and some rows before their turn are asked for, so that the processor waits for many at once.
enum Gathering {
  /// How many rows before its turn a row is asked for.
  static let ahead = 32

  /// Where an array stands: an address to ask for, never one to read.
  @inline(__always) private static func start<Value>(of values: [Value]) -> UnsafePointer<Value>? {
    values.withUnsafeBufferPointer { $0.baseAddress }
  }

  static func cells(
    of column: StoredColumn, isTruth: Bool, firms: [UInt32], into cells: inout [Int64]
  ) {
    if cells.count < firms.count { cells = [Int64](repeating: 0, count: firms.count) }
    let rows = firms.span
    var target = cells.mutableSpan
    switch column {
    case .truth(let stored):
      let stored = stored.span
      for index in rows.indices { target[index] = truth(stored[Int(rows[index])]) }
    case .narrow(let stored):
      let start = start(of: stored)
      let stored = stored.span
      precondition(target.count >= rows.count, "room for every firm")
      for index in rows.indices {
        if index &+ ahead < rows.count, let start { memory_prefetch(start + Int(rows[index &+ ahead])) }
        let value = stored[Int(rows[index])]
        target[index] =
          value > CellMark.badNarrow
          ? Int64(value) : CellMark.unknown + (Int64(value) - Int64(CellMark.unknownNarrow))
      }
    case .wide(let stored):
      let stored = stored.span
      for index in rows.indices { target[index] = stored[Int(rows[index])] }
    case .constant:
      for index in rows.indices { target[index] = column.cell(0, isTruth: isTruth) }
    }
  }

  @inline(__always) private static func truth(_ code: UInt8) -> Int64 {
    switch code {
    case TruthCode.no: return 0
    case TruthCode.yes: return 1
    case TruthCode.bad: return CellMark.bad
    default: return CellMark.unknown
    }
  }

  /// One element for each firm.
  @inline(__always)
  static func values<Value>(of all: [Value], firms: [UInt32], into values: inout [Value]) {
    let start = start(of: all)
    let source = all.span
    let rows = firms.span
    values = [Value](capacity: rows.count) { values in
      for index in rows.indices {
        if index &+ ahead < rows.count, let start { memory_prefetch(start + Int(rows[index &+ ahead])) }
        values.append(source[Int(rows[index])])
      }
    }
  }
}
