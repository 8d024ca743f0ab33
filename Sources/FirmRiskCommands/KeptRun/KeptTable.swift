import FirmTable
import RuleModel
import RunFolder

extension FirmTable {
  /// Writes or reads the table.
  mutating func code(_ coder: RunCoder) throws(KeptRunDamaged) {
    var texts = Array(keys)
    try coder.list(&texts, empty: "") { (key) throws(KeptRunDamaged) in try coder.code(&key) }
    keys = FirmKeys(texts)
    try FirmTable.code(&columns, coder)
    try codeGiven(coder)
    try codePool(coder)
    let none = FirmRows(offsets: [], columns: [], isComplete: false)
    try coder.list(&rows, empty: nil) { (rows) throws(KeptRunDamaged) in
      try coder.optional(&rows, empty: none) { (rows) throws(KeptRunDamaged) in
        try coder.code(&rows.offsets)
        try FirmTable.code(&rows.columns, coder)
        try coder.code(&rows.isComplete)
      }
    }
  }

  private static func code(
    _ columns: inout [StoredColumn?], _ coder: RunCoder
  ) throws(KeptRunDamaged) {
    try coder.list(&columns, empty: nil) { (column) throws(KeptRunDamaged) in
      try coder.optional(&column, empty: .truth([])) { (column) throws(KeptRunDamaged) in
        try code(&column, coder)
      }
    }
  }

  private static func code(_ column: inout StoredColumn, _ coder: RunCoder) throws(KeptRunDamaged) {
    var (kind, truths, narrow, wide, count) = (0, [UInt8](), [Int32](), [Int64](), 0)
    switch column {
    case .truth(let cells): (kind, truths) = (0, cells)
    case .narrow(let cells): (kind, narrow) = (1, cells)
    case .wide(let cells): (kind, wide) = (2, cells)
    case .constant(let value, let cells): (kind, wide, count) = (3, [value], cells)
    }
    try coder.code(&kind)
    switch kind {
    case 0:
      try coder.code(&truths)
      column = .truth(truths)
    case 1:
      try coder.code(&narrow)
      column = .narrow(narrow)
    case 2:
      try coder.code(&wide)
      column = .wide(wide)
    case 3:
      try coder.code(&wide)
      try coder.code(&count)
      guard wide.count == 1 else { throw KeptRunDamaged() }
      column = .constant(wide[0], count: count)
    default: throw KeptRunDamaged()
    }
  }

  private mutating func codeGiven(_ coder: RunCoder) throws(KeptRunDamaged) {
    var fields = given.keys.sorted()
    try coder.code(&fields)
    for field in fields {
      var cells = given[field] ?? []
      try coder.code(&cells)
      given[field] = cells
    }
  }

  private mutating func codePool(_ coder: RunCoder) throws(KeptRunDamaged) {
    var (bytes, ends) = pool.texts.packed
    try coder.code(&bytes)
    try coder.code(&ends)
    guard coder.isReading else { return }
    let starts = [0] + ends.dropLast()
    guard zip(starts, ends).allSatisfy({ $0 <= $1 && $1 - $0 <= TextPlace.mostBytes }),
      ends.last ?? 0 == bytes.count
    else { throw KeptRunDamaged() }
    pool = TextPool()
    _ = pool.append(unasked: bytes, ends: ends)
  }

  /// Whether every cell fits the rules, so that nothing that reads the table can leave it.
  func fits(_ ruleSet: RuleSet) -> Bool {
    guard columns.count == ruleSet.fields.count, rows.count == ruleSet.sources.count,
      zip(keys, keys.dropFirst()).allSatisfy({ $0.utf8.lexicographicallyPrecedes($1.utf8) }),
      given.allSatisfy({ ruleSet.fields.indices.contains($0.key) && $0.value.count == count }),
      columns.indices.allSatisfy({ fits(columns[$0], ruleSet, $0, count: count) })
    else { return false }
    return rows.allSatisfy { rows in
      guard let rows else { return true }
      return rows.offsets.count == count + 1 && rows.offsets.first == 0
        && zip(rows.offsets, rows.offsets.dropFirst()).allSatisfy { $0 <= $1 }
        && rows.columns.count == ruleSet.fields.count
        && rows.columns.indices.allSatisfy { fits(rows.columns[$0], ruleSet, $0, count: rows.count) }
    }
  }

  private func fits(_ column: StoredColumn?, _ ruleSet: RuleSet, _ field: FieldIndex, count: Int) -> Bool {
    guard let column else { return true }
    guard column.count == count else { return false }
    let type = ruleSet.fields[field].type
    if case .truth(let cells) = column { return type == .truth && cells.allSatisfy { $0 <= TruthCode.bad } }
    if case .constant(let value, _) = column, type == .truth {
      return value >= 0 && value <= Int64(TruthCode.bad) || value <= CellMark.bad
    }
    let most: Int64
    switch type {
    case .truth: return false
    case .text: most = Int64(pool.texts.count) - 1
    case .choice(let choice): most = Int64(ruleSet.choices[choice].members.count) - 1
    case .date: most = 3_000_000
    case .number: return true
    }
    let least: Int64 = if case .date = type { -1_000_000 } else { 0 }
    return (0..<min(count, column.count)).allSatisfy { row in
      let cell = column.cell(row, isTruth: false)
      return cell <= CellMark.bad || (least...max(least, most)).contains(cell) && cell <= most
    }
  }
}

extension SourceAccounts {
  /// Writes or reads what documents say of the lists.
  mutating func code(_ coder: RunCoder) throws(KeptRunDamaged) {
    let none = SourceBalance(source: "", files: [], rowsRead: 0, joined: 0)
    try coder.list(&sources, empty: none) { (balance) throws(KeptRunDamaged) in try balance.code(coder) }
    let reject = RejectedPart(
      source: "", file: "", line: 0, column: nil, code: "", isWholeRow: false, raw: "", reason: "", advice: ""
    )
    try coder.list(&rejects, empty: reject) { (reject) throws(KeptRunDamaged) in try reject.code(coder) }
    try coder.code(&rejectsNotListed)
    try coder.code(&distinctKeys)
  }
}

extension SourceBalance {
  fileprivate mutating func code(_ coder: RunCoder) throws(KeptRunDamaged) {
    try coder.code(&source)
    try coder.list(&files, empty: "") { (file) throws(KeptRunDamaged) in try coder.code(&file) }
    try coder.optional(&sheet, empty: "") { (sheet) throws(KeptRunDamaged) in try coder.code(&sheet) }
    var days = listDate.map { Int($0.days) }
    try coder.optional(&days, empty: 0) { (days) throws(KeptRunDamaged) in try coder.code(&days) }
    guard days.map({ (-1_000_000...3_000_000).contains($0) }) ?? true else { throw KeptRunDamaged() }
    listDate = days.map { CivilDate(days: Int32($0)) }
    try coder.code(&isStale)
    try coder.code(&isComplete)
    var counts = [
      rowsRead, joined, merged, setAside, unmatched, rejected, crosswalked, linked, inconsistent,
    ]
    try coder.code(&counts)
    guard counts.count == 9 else { throw KeptRunDamaged() }
    (rowsRead, joined, merged, setAside) = (counts[0], counts[1], counts[2], counts[3])
    (unmatched, rejected, crosswalked) = (counts[4], counts[5], counts[6])
    (linked, inconsistent) = (counts[7], counts[8])
  }
}

extension RejectedPart {
  fileprivate mutating func code(_ coder: RunCoder) throws(KeptRunDamaged) {
    try coder.code(&source)
    try coder.code(&file)
    try coder.optional(&sheet, empty: "") { (text) throws(KeptRunDamaged) in try coder.code(&text) }
    try coder.code(&line)
    try coder.optional(&cell, empty: "") { (text) throws(KeptRunDamaged) in try coder.code(&text) }
    try coder.optional(&column, empty: "") { (text) throws(KeptRunDamaged) in try coder.code(&text) }
    try coder.code(&code)
    try coder.code(&isWholeRow)
    try coder.code(&raw)
    try coder.code(&reason)
    try coder.code(&advice)
  }
}
