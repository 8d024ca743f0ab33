extension ColumnAssembler {
  /// Takes texts as long as the dictionary has them: those are in normal form, so that a cell with the same bytes is as well.
  ///
  /// - Returns: the place of the first row whose cell has to be looked at more closely.
  static func takeKnown(
    _ rows: [Int], _ first: Int, _ batch: BatchView, _ source: CellSource, _ texts: TextLookup, _ column: Int,
    _ codes: inout [Int32], _ blank: inout Int
  ) -> Int {
    guard let bytes = UnsafeRawPointer(source.bytes.baseAddress) else { return first }
    let count = rows.count - first
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { found in
      // Blank cells are counted apart and the codes put into the column together, so that the loop calls nothing.
      var (taken, empty) = (0, 0)
      rows.withUnsafeBufferPointer { rows in
        while taken < count {
          let span = batch.textSpan(of: column, at: rows[first &+ taken])
          var code = TextCode.blank
          if span.count == 0 {
            empty &+= 1
          } else {
            guard span.count > 0 else { break }
            let text = bytes + (span.end &- span.count)
            guard text.load(as: UInt8.self) != 0x27 else { break }
            code = texts.code(of: UnsafeRawBufferPointer(start: text, count: span.count))
            guard code >= 0 else { break }
          }
          found.initializeElement(at: taken, to: code)
          taken &+= 1
        }
      }
      codes.append(contentsOf: found[..<taken])
      blank += empty
      return first + taken
    }
  }
}
