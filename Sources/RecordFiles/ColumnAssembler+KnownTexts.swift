extension ColumnAssembler {
  /// Takes texts as long as the dictionary has them: those are in normal form, so that a cell with the same bytes is as well.
  ///
  /// - Returns: the place of the first row whose cell has to be looked at more closely.
  static func takeKnown(
    _ rows: [Int], _ first: Int, _ batch: BatchView, _ source: CellSource, _ texts: TextLookup, _ column: Int,
    _ codes: inout [Int32], _ blank: inout Int
  ) -> Int {
    for place in first..<rows.count {
      let span = batch.textSpan(of: column, at: rows[place])
      if span.count == 0 {
        codes.append(TextCode.blank)
        blank &+= 1
        continue
      }
      guard span.count > 0, source.bytes[span.end - span.count] != 0x27,
        let code = texts.code(
          of: UnsafeBufferPointer(rebasing: source.bytes[span.end - span.count..<span.end]))
      else { return place }
      codes.append(code)
    }
    return rows.count
  }
}
