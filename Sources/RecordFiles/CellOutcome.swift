import Diagnostics

/// Why a cell cannot be read.
enum CellFault: UInt8, Hashable, Sendable {
  case notNumber, disagrees, tooPrecise, outOfRange, rounded, notDate, impossibleDate, monthFirst, notTruth,
    notMember
  case notUTF8, zeroByte, strayQuote, crossBesideTick, period

  var code: DiagnosticCode {
    switch self {
    case .notNumber: return .cellNotNumber
    case .disagrees: return .cellDisagrees
    case .tooPrecise: return .cellTooPrecise
    case .outOfRange: return .cellOutOfRange
    case .rounded: return .cellRounded
    case .notDate: return .cellNotDate
    case .impossibleDate: return .cellImpossibleDate
    case .monthFirst: return .cellMonthFirst
    case .notTruth: return .cellNotTruth
    case .notMember: return .cellNotMember
    case .notUTF8: return .cellNotUTF8
    case .zeroByte: return .cellZeroByte
    case .strayQuote: return .cellStrayQuote
    case .crossBesideTick: return .cellCrossBesideTick
    case .period: return .cellPeriod
    }
  }
}

/// What one cell of a numeric column says.
enum CellOutcome: Hashable, Sendable {
  case value(Int64)
  case blank
  case none
  case bad(CellFault)

  /// The number that stands for it in a column.
  var stored: Int64 {
    switch self {
    case .value(let value): return value
    case .blank: return CellValue.blank
    case .none: return CellValue.none
    case .bad: return CellValue.bad
    }
  }
}

/// A dash or several, which lists write for nothing.
@inline(__always)
func isDash(_ cell: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
  guard let first = range.first, cell[first] == 0x2D || cell[first] == 0xE2 else { return false }
  var index = range.lowerBound
  while index < range.upperBound {
    guard let next = UTF8Scalars.scalar(cell, at: index),
      next.value == 0x2D || (0x2010...0x2015).contains(next.value)
    else { return false }
    index += next.length
  }
  return true
}
