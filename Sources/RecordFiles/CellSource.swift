import CellLoops

/// Gives the contents of cells, without quotes.
///
/// A content that differs from the bytes of the file stands in memory that the next call overwrites.
final class CellSource {
  let bytes: UnsafeBufferPointer<UInt8>
  private let quote: UInt8
  /// The escape; the quote itself where quotes are doubled.
  private let escape: UInt8
  private let delimiter: [UInt8]
  private var scratch: UnsafeMutableBufferPointer<UInt8>
  /// Cells whose quotes were not doubled and could be read all the same.
  private(set) var repairedQuotes = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) {
    self.bytes = bytes
    quote = dialect.quote
    escape = dialect.escape ?? dialect.quote
    delimiter = dialect.delimiterBytes
    scratch = .allocate(capacity: 256)
  }

  deinit { scratch.deallocate() }

  /// Whether cells stand between single quotes, where two double quotes may stand for one.
  var hasSingleQuotes: Bool { quote == 0x27 }

  /// Whether a content is surely text in normal form as it stands.
  @inline(__always) func isPlainText(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = cell.baseAddress, let first = bytes.baseAddress, !cell.isEmpty else { return false }
    // Contents that were put together stand elsewhere in memory; the two need not be comparable places of one block.
    let offset = Int(bitPattern: start) &- Int(bitPattern: first)
    guard offset >= 2, offset &+ cell.count &+ 17 <= bytes.count, bytes[offset &+ cell.count] < 0x80,
      start[0] > 0x20, start[0] != 0x27, start[cell.count &- 1] > 0x20
    else { return false }
    return cell_is_plain_text(start, cell.count)
  }

  /// The content of a cell that has neither quotes nor faults and is not empty; nil for other cells.
  @inline(__always)
  func plainContent(of cell: Int, in record: ScannedRecord, _ batch: BatchView) -> UnsafeBufferPointer<UInt8>?
  {
    guard cell < record.cellCount, batch.traits(of: cell, in: record).isEmpty else { return nil }
    let range = batch.rawRange(of: cell, in: record)
    return range.isEmpty ? nil : UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// The content of a cell; empty for a cell that the record does not have.
  @inline(__always)
  func content(of cell: Int, in record: ScannedRecord, _ batch: BatchView) -> UnsafeBufferPointer<UInt8> {
    guard cell < record.cellCount else { return UnsafeBufferPointer(rebasing: bytes[0..<0]) }
    let range = batch.rawRange(of: cell, in: record)
    if batch.traits(of: cell, in: record).isEmpty { return UnsafeBufferPointer(rebasing: bytes[range]) }
    return quotedContent(range, batch.traits(of: cell, in: record))
  }

  /// The fault that the scanner saw in a cell.
  @inline(__always)
  func fault(of cell: Int, in record: ScannedRecord, _ batch: BatchView) -> CellFault? {
    guard cell < record.cellCount else { return nil }
    let traits = batch.traits(of: cell, in: record)
    if traits.isEmpty { return nil }
    if quote == 0x27, traits.contains(.quoted), holdsDoubledDoubleQuote(batch.rawRange(of: cell, in: record))
    {
      return .strayQuote
    }
    if traits == .quoted { return nil }
    if traits.contains(.zeroByte) { return .zeroByte }
    guard traits.contains(.tail) else { return nil }
    let range = batch.rawRange(of: cell, in: record)
    return endsWithQuote(range) && !holdsUnknownEscape(range) ? nil : .strayQuote
  }

  private func quotedContent(_ range: Range<Int>, _ traits: CellTraits) -> UnsafeBufferPointer<UInt8> {
    guard traits.contains(.quoted) else { return UnsafeBufferPointer(rebasing: bytes[range]) }
    var end = range.upperBound
    while end > range.lowerBound + 1, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    if traits.contains(.tail) {
      guard bytes[end - 1] == quote, end - range.lowerBound >= 2 else {
        return UnsafeBufferPointer(rebasing: bytes[range])
      }
      if isUndoubled(range.lowerBound + 1..<end - 1) {
        repairedQuotes += 1
        return UnsafeBufferPointer(rebasing: bytes[range.lowerBound + 1..<end - 1])
      }
    } else {
      end = range.upperBound
    }
    let inner = range.lowerBound + 1..<max(range.lowerBound + 1, end - 1)
    return !traits.isDisjoint(with: [.doubledQuote, .escaped])
      ? undouble(inner) : UnsafeBufferPointer(rebasing: bytes[inner])
  }

  /// Whether a single quote stands between the outer ones: the writer forgot to double it.
  private func isUndoubled(_ inner: Range<Int>) -> Bool {
    var index = inner.lowerBound
    while index < inner.upperBound {
      if bytes[index] == escape, escape != quote {
        index += 1
      } else if bytes[index] == quote {
        guard index + 1 < inner.upperBound, bytes[index + 1] == quote else { return true }
        index += 1
      }
      index += 1
    }
    return false
  }

  /// Whether a text between single quotes holds two double quotes: nobody can know whether they stand for one.
  private func holdsDoubledDoubleQuote(_ range: Range<Int>) -> Bool {
    range.dropFirst().contains { bytes[$0] == 0x22 && bytes[$0 - 1] == 0x22 }
  }

  /// Whether a quote in the text has a backslash before it although the file doubles its quotes: nobody can know whether
  /// the backslash is part of the text.
  private func holdsUnknownEscape(_ range: Range<Int>) -> Bool {
    guard escape == quote else { return false }
    return range.dropFirst().dropLast().contains { bytes[$0] == quote && bytes[$0 - 1] == 0x5C }
  }

  /// Whether a quote inside a text stands where one opens a cell, or the text spans lines although its quotes are odd: a
  /// closing quote was lost, and the text has swallowed the cells after it.
  func holdsOpeningQuote(_ range: Range<Int>) -> Bool {
    for index in range.dropFirst() where bytes[index] == quote || bytes[index] == 0x0A || bytes[index] == 0x0D
    {
      if bytes[index] != quote { return true }
      let start = index - delimiter.count
      guard start > range.lowerBound, start + delimiter.count <= index else { continue }
      if delimiter.indices.allSatisfy({ bytes[start + $0] == delimiter[$0] }) { return true }
    }
    return false
  }

  func endsWithQuote(_ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end - range.lowerBound >= 2 && bytes[end - 1] == quote
  }

  private func undouble(_ inner: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    if scratch.count < inner.count {
      scratch.deallocate()
      scratch = .allocate(capacity: inner.count * 2)
    }
    var length = 0
    var index = inner.lowerBound
    while index < inner.upperBound {
      if isEscape(at: index, before: inner.upperBound) { index += 1 }
      scratch[length] = bytes[index]
      length += 1
      index += 1
    }
    return UnsafeBufferPointer(rebasing: scratch[..<length])
  }

  /// Whether the byte only makes the next one part of the text.
  private func isEscape(at index: Int, before end: Int) -> Bool {
    guard index + 1 < end else { return false }
    let next = bytes[index + 1]
    if bytes[index] == quote { return next == quote }
    return bytes[index] == escape && (next == quote || next == escape)
  }

  /// All cells of a record as normal text; bytes that are not UTF-8 are replaced.
  func texts(_ record: ScannedRecord, _ batch: BatchView) -> [String] {
    (0..<record.cellCount).map { cell in
      TextNormalisation.normalise(String(decoding: content(of: cell, in: record, batch), as: UTF8.self))
    }
  }

  /// Whether all cells are blank.
  func isBlank(_ record: ScannedRecord, _ batch: BatchView) -> Bool {
    for cell in 0..<record.cellCount {
      let content = content(of: cell, in: record, batch)
      if content.contains(where: { $0 > 0x20 }) {
        var scratch: [UInt8] = []
        guard let range = TextNormalisation.normalise(content, into: &scratch), range.isEmpty, scratch.isEmpty
        else { return false }
      } else if content.contains(0) {
        return false
      }
    }
    return true
  }
}
