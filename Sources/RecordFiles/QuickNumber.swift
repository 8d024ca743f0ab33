import CellLoops

/// Reads cells of at most 15 digits and nothing else, without a loop over their bytes.
struct QuickNumber {
  private let lowest: Int64
  private let highest: Int64
  /// What the digits are multiplied with; 0 where such cells are read in another way.
  private let factor: Int64

  init(_ format: NumberFormat) {
    lowest = format.form.range.lowerBound
    highest = format.form.range.upperBound
    let exponent = format.form.decimals + format.unitExponent
    factor = exponent <= 10 ? (0..<exponent).reduce(1) { power, _ in power * 10 } : 0
  }

  /// Reads the cells of some rows as far as they are blank or such numbers.
  ///
  /// - Parameters:
  ///   - blank: what stands for a blank cell.
  ///   - cells: takes a value for each row; those of other cells mean nothing.
  ///   - others: takes the places of the rows whose cells are something else.
  /// - Returns: how many cells are blank, and how many are something else.
  func read(
    _ rows: BatchRows, _ column: Int, _ batch: BatchView, _ bytes: UnsafeRawBufferPointer, blank: Int64,
    into cells: UnsafeMutableBufferPointer<Int64>, others: UnsafeMutableBufferPointer<Int>
  ) -> (blank: Int, others: Int) {
    if factor != 0, column > 0, column < rows.fewestCells, rows.starts.first ?? 0 >= 16,
      digit_cells_are_read_here()
    {
      return readTogether(rows, column, batch, bytes, blank: blank, into: cells, others: others)
    }
    return readEach(rows, column, batch, bytes, blank: blank, into: cells, others: others)
  }

  /// Several cells at a time, with instructions that not every processor has.
  private func readTogether(
    _ rows: BatchRows, _ column: Int, _ batch: BatchView, _ bytes: UnsafeRawBufferPointer, blank: Int64,
    into cells: UnsafeMutableBufferPointer<Int64>, others: UnsafeMutableBufferPointer<Int>
  ) -> (blank: Int, others: Int) {
    var blanks = 0
    var format = digit_format(factor: factor, lowest: lowest, highest: highest, blank: blank)
    let found = rows.starts.withUnsafeBufferPointer { starts in
      rows.firstCells.withUnsafeBufferPointer { firstCells in
        var place = digit_column(
          bytes: bytes.assumingMemoryBound(to: UInt8.self).baseAddress, starts: starts.baseAddress,
          first_cells: firstCells.baseAddress, count: starts.count, ends: batch.cellEnds.baseAddress,
          column: UInt32(truncatingIfNeeded: column),
          delimiter_length: UInt32(truncatingIfNeeded: batch.delimiterLength))
        return digit_cells_read(&place, &format, cells.baseAddress, others.baseAddress, &blanks)
      }
    }
    return (blanks, found)
  }

  /// The same cell by cell.
  @inline(never) func readEach(
    _ rows: BatchRows, _ column: Int, _ batch: BatchView, _ bytes: UnsafeRawBufferPointer, blank: Int64,
    into cells: UnsafeMutableBufferPointer<Int64>, others: UnsafeMutableBufferPointer<Int>
  ) -> (blank: Int, others: Int) {
    var counted = (blank: 0, others: 0)
    guard let start = bytes.baseAddress else { return counted }
    for (place, row) in rows.places.enumerated() {
      let span = batch.plainSpan(of: column, at: row)
      var cell = blank
      if span.count == 0 {
        counted.blank &+= 1
      } else if span.count > 0, span.end >= 16, let value = value(before: start + span.end, count: span.count)
      {
        cell = value
      } else {
        others.initializeElement(at: counted.others, to: place)
        counted.others &+= 1
      }
      cells.initializeElement(at: place, to: cell)
    }
    return counted
  }

  /// The value of a cell of some bytes; nil when it has anything but digits, or is out of range.
  ///
  /// - Parameter end: where the cell ends; 16 bytes before it can be read.
  @inline(__always) func value(before end: UnsafeRawPointer, count: Int) -> Int64? {
    guard count <= 8 else { return long(before: end, count: count) }
    let digits = DigitWord.digits(before: end, count: count)
    guard factor != 0, DigitWord.areDigits(digits) else { return nil }
    // Eight digits and a factor of at most 10^10 stay within 64 bits.
    let value = Int64(truncatingIfNeeded: DigitWord.value(ofDigits: digits)) &* factor
    return value >= lowest && value <= highest ? value : nil
  }

  @inline(__always) private func long(before end: UnsafeRawPointer, count: Int) -> Int64? {
    guard count <= 15, factor == 1 else { return nil }
    let low = DigitWord.digits(before: end, count: 8)
    let high = DigitWord.digits(before: end - 8, count: count &- 8)
    guard DigitWord.areDigits(low), DigitWord.areDigits(high) else { return nil }
    let value = Int64(
      truncatingIfNeeded: DigitWord.value(ofDigits: high) &* 100_000_000 &+ DigitWord.value(ofDigits: low))
    return value >= lowest && value <= highest ? value : nil
  }
}
