import RecordFiles

extension PartRows {
  /// Rows of several parts, one after the other, with the texts that stand in them and no others.
  ///
  /// - Parameters:
  ///   - parts: at least one; all have the same columns.
  ///   - bytes: the list, in which texts may stand.
  init(joining parts: [PartRows], in bytes: UnsafeBufferPointer<UInt8>) {
    self.init(
      keys: parts.flatMap(\.keys), lines: parts.flatMap(\.lines), offsets: parts.flatMap(\.offsets),
      columns: parts[0].columns.indices.map { place in
        var column = parts[0].columns[place]
        column.values = Self.values(of: parts.map { $0.columns[place] }, in: bytes)
        return column
      })
  }

  /// The cells of one column of all parts.
  private static func values(
    of parts: [RecordColumn], in bytes: UnsafeBufferPointer<UInt8>
  ) -> RecordColumn.Values {
    var numbers: [Int64] = []
    var codes: [Int32] = []
    var texts: TextDictionary?
    for part in parts {
      switch part.values {
      case .missing, .key: return part.values
      case .numbers(let cells): numbers += cells.wide
      case .texts(let own, let names):
        var all = texts ?? TextDictionary()
        texts = nil
        let used = Set(own.filter { $0 >= 0 }).sorted()
        var shared: [Int32: Int32] = [:]
        for code in used { shared[code] = all.code(adding: names.text(code, in: bytes)) }
        codes += own.map { shared[$0] ?? $0 }
        texts = all
      }
    }
    if let texts { return .texts(codes, texts) }
    return .numbers(NumberCells(narrowing: numbers))
  }

  /// The rows with their lines in the whole file.
  ///
  /// - Parameter before: physical lines before the part.
  func numbered(after before: Int) -> PartRows {
    PartRows(
      keys: keys, lines: lines.map { UInt32(clamping: Int($0) + before) }, offsets: offsets, columns: columns)
  }

  /// Some of the rows.
  func picking(_ rows: [Int]) -> PartRows {
    PartRows(
      keys: rows.map { keys[$0] }, lines: rows.map { lines[$0] }, offsets: rows.map { offsets[$0] },
      columns: columns.map { $0.picking(rows) })
  }
}

extension RecordColumn {
  /// The cells of some rows.
  func picking(_ rows: [Int]) -> RecordColumn {
    var picked = self
    switch values {
    case .missing, .key: break
    case .numbers(let cells):
      switch cells.storage {
      case .narrow(let cells): picked.values = .numbers(NumberCells(.narrow(rows.map { cells[$0] })))
      case .wide(let cells): picked.values = .numbers(NumberCells(.wide(rows.map { cells[$0] })))
      }
    case .texts(let codes, let texts): picked.values = .texts(rows.map { codes[$0] }, texts)
    }
    return picked
  }
}
