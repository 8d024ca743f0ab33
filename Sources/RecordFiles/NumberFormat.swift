/// How the numbers of one column are written.
struct NumberFormat: Hashable, Sendable {
  /// What dot and comma mean.
  enum Style: Hashable, Sendable {
    /// `1.234.567,89`.
    case commaDecimal
    /// `1,234,567.89`.
    case dotDecimal

    var decimal: UInt8 { self == .commaDecimal ? 0x2C : 0x2E }
    var group: UInt8 { self == .commaDecimal ? 0x2E : 0x2C }
    var other: Style { self == .commaDecimal ? .dotDecimal : .commaDecimal }
  }

  var form: NumberForm
  var style: Style
  /// Zeros that the unit of the header adds: 6 for `triệu đồng`.
  var unitExponent: Int

  /// Reads a cell.
  @inline(__always) func read(_ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    if let value = Self.plainDigits(cell), unitExponent == 0, form.decimals == 0 {
      return form.range.contains(value) ? .value(value) : .bad(.outOfRange)
    }
    return readWritten(cell)
  }

  /// The value of 1 to 15 digits and nothing else.
  @inline(__always) static func plainDigits(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard cell.count > 0, cell.count <= 15 else { return nil }
    var value: Int64 = 0
    for byte in cell {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  @inline(never) private func readWritten(_ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    let trimmed = TextNormalisation.trim(cell)
    if trimmed.isEmpty || isDash(cell, trimmed) { return .blank }
    guard let written = WrittenNumber(cell, trimmed, form.quantity) else { return .bad(.notNumber) }
    if written.isRounded { return .bad(.rounded) }
    let parsed = written.isScientific ? written.mantissa() : written.digits(style)
    switch parsed {
    case .some(let digits): return scale(digits, written)
    case nil: return .bad(written.digits(style.other) == nil ? .notNumber : .disagrees)
    }
  }

  private func scale(_ digits: WrittenNumber.Digits, _ written: WrittenNumber) -> CellOutcome {
    guard !digits.overflows else { return .bad(.outOfRange) }
    let shift = form.decimals + (written.ownUnit ?? unitExponent) + written.exponent - digits.fraction
    // Three digits after the separator that the field cannot hold are thousands in the other way of writing.
    if shift < 0, digits.fraction == 3, !written.isScientific { return .bad(.disagrees) }
    var value = digits.value
    for _ in 0..<min(abs(shift), 40) {
      if shift < 0 {
        guard value % 10 == 0 else { return .bad(.tooPrecise) }
        value /= 10
      } else {
        let product = value.multipliedReportingOverflow(by: 10)
        guard !product.overflow else { return .bad(.outOfRange) }
        value = product.partialValue
      }
    }
    let signed = written.isNegative ? -value : value
    guard form.range.contains(signed), signed > CellValue.bad else { return .bad(.outOfRange) }
    return .value(signed)
  }
}

/// A number as written, without sign, brackets, currency and percent sign.
struct WrittenNumber {
  /// Digits without separators.
  struct Digits {
    var value: Int64 = 0
    var fraction = 0
    var overflows = false
  }

  private let cell: UnsafeBufferPointer<UInt8>
  /// Where the digits and separators stand.
  private(set) var core: Range<Int>
  private(set) var isNegative = false
  private(set) var isScientific = false
  private(set) var exponent = 0
  /// Zeros of a unit in the cell itself, as in `1,5 triệu`; it counts instead of that of the header.
  private(set) var ownUnit: Int?
  private var exponentHasPlus = false

  init?(_ cell: UnsafeBufferPointer<UInt8>, _ trimmed: Range<Int>, _ quantity: NumberForm.Quantity) {
    self.cell = cell
    core = trimmed
    if cell[core.lowerBound] == 0x27 { trimStart(1) }
    guard core.count > 0 else { return nil }
    if cell[core.lowerBound] == 0x28, cell[core.upperBound - 1] == 0x29 {
      isNegative = true
      core = core.lowerBound + 1..<core.upperBound - 1
      trimStart(0)
    }
    guard dropSign(), dropUnit(quantity), splitExponent() else { return nil }
  }

  /// Whether a spreadsheet rounded it for show: `1,23E+09` has lost seven digits.
  var isRounded: Bool {
    isScientific && exponentHasPlus && (mantissa()?.fraction ?? 0) < exponent
  }

  private mutating func trimStart(_ count: Int) {
    var start = min(core.lowerBound + count, core.upperBound)
    while start < core.upperBound, cell[start] == 0x20 { start += 1 }
    var end = core.upperBound
    while end > start, cell[end - 1] == 0x20 { end -= 1 }
    core = start..<end
  }

  private mutating func dropSign() -> Bool {
    guard let first = core.first, let next = UTF8Scalars.scalar(cell, at: first) else { return false }
    switch next.value {
    case 0x2D, 0x2212, 0x2013:
      guard !isNegative else { return false }
      isNegative = true
      trimStart(next.length)
    case 0x2B: trimStart(1)
    default: break
    }
    return !core.isEmpty
  }

  /// Drops what follows the last digit when it is the unit that the field counts.
  private mutating func dropUnit(_ quantity: NumberForm.Quantity) -> Bool {
    var end = core.upperBound
    while end > core.lowerBound, cell[end - 1] < 0x30 || cell[end - 1] > 0x39 { end -= 1 }
    guard end > core.lowerBound else { return false }
    let suffix = UnsafeBufferPointer(rebasing: cell[end..<core.upperBound])
    core = core.lowerBound..<end
    guard !suffix.isEmpty else { return true }
    switch quantity {
    case .plain: return false
    case .percent: return suffix.filter { $0 != 0x20 } == [0x25]
    case .money:
      var folded: [UInt8] = []
      HeaderFolding.fold(suffix, into: &folded)
      guard suffix.first != 0x2C, suffix.first != 0x2D else { return false }
      ownUnit = HeaderUnits.moneyExponent(inCell: String(decoding: folded, as: UTF8.self))
      return ownUnit != nil
    }
  }

  private mutating func splitExponent() -> Bool {
    guard let letter = core.first(where: { cell[$0] == 0x45 || cell[$0] == 0x65 }) else { return true }
    isScientific = true
    var index = letter + 1
    var sign = 1
    if index < core.upperBound, cell[index] == 0x2B || cell[index] == 0x2D {
      sign = cell[index] == 0x2B ? 1 : -1
      exponentHasPlus = sign > 0 && cell[letter] == 0x45
      index += 1
    }
    guard (1...2).contains(core.upperBound - index), letter > core.lowerBound else { return false }
    for place in index..<core.upperBound {
      guard (0x30...0x39).contains(cell[place]) else { return false }
      exponent = exponent * 10 + Int(cell[place] - 0x30)
    }
    exponent *= sign
    core = core.lowerBound..<letter
    return true
  }

  /// The digits before the `E`, where any separator is the decimal one.
  func mantissa() -> Digits? {
    core.contains { cell[$0] == 0x2C } ? digits(.commaDecimal) : digits(.dotDecimal)
  }

  /// The digits under a style; nil when they are not written that way.
  func digits(_ style: NumberFormat.Style) -> Digits? {
    var result = Digits()
    var state = GroupState()
    var index = core.lowerBound
    while index < core.upperBound {
      let byte = cell[index]
      let digit = byte &- 0x30
      if digit < 10 {
        let product = result.value.multipliedReportingOverflow(by: 10)
        let sum = product.partialValue.addingReportingOverflow(Int64(digit))
        if product.overflow || sum.overflow {
          result.overflows = true
        } else {
          result.value = sum.partialValue
        }
        state.addDigit(&result)
        index += 1
      } else if byte == style.decimal {
        guard state.startFraction() else { return nil }
        index += 1
      } else {
        // `0.123` has no thousands before the separator.
        guard cell[core.lowerBound] != 0x30, let length = groupLength(at: index, style),
          state.startGroup(byte)
        else { return nil }
        index += length
      }
    }
    return state.isComplete(result) ? result : nil
  }

  /// Bytes of a separator of thousands; nil when there is none at the index.
  private func groupLength(at index: Int, _ style: NumberFormat.Style) -> Int? {
    let byte = cell[index]
    if byte == style.group || byte == 0x20 || byte == 0x27 { return 1 }
    guard let next = UTF8Scalars.scalar(cell, at: index) else { return nil }
    return [0xA0, 0x202F, 0x2009, 0x2019].contains(next.value) ? next.length : nil
  }

  /// Where a walk over digits stands between separators.
  private struct GroupState {
    var inGroup = 0
    var separator: UInt8 = 0
    var inFraction = false

    mutating func addDigit(_ result: inout Digits) {
      if inFraction { result.fraction += 1 } else { inGroup += 1 }
    }

    mutating func startFraction() -> Bool {
      guard !inFraction, separator == 0 || inGroup == 3 else { return false }
      inFraction = true
      return true
    }

    mutating func startGroup(_ byte: UInt8) -> Bool {
      guard !inFraction else { return false }
      if separator == 0 {
        guard (1...3).contains(inGroup) else { return false }
      } else {
        guard byte == separator, inGroup == 3 else { return false }
      }
      separator = byte
      inGroup = 0
      return true
    }

    func isComplete(_ result: Digits) -> Bool {
      inFraction ? result.fraction > 0 : inGroup > 0 && (separator == 0 || inGroup == 3)
    }
  }
}

/// What the cells of a sample say about how a column writes its numbers.
struct NumberEvidence: Hashable, Sendable {
  var commaDecimal = 0
  var dotDecimal = 0
  /// `1.234`, which either style can read.
  var openDot = 0
  /// `1,234`.
  var openComma = 0

  mutating func observe(_ cell: UnsafeBufferPointer<UInt8>, _ quantity: NumberForm.Quantity) {
    // Only separators tell the styles apart.
    guard cell.contains(where: { $0 == 0x2E || $0 == 0x2C }) else { return }
    let trimmed = TextNormalisation.trim(cell)
    guard let written = WrittenNumber(cell, trimmed, quantity), !written.isScientific
    else { return }
    let comma = written.digits(.commaDecimal)
    let dot = written.digits(.dotDecimal)
    switch (comma, dot) {
    case (nil, nil): break
    case (.some, nil): commaDecimal += 1
    case (nil, .some): dotDecimal += 1
    case (.some(let first), .some):
      if first.fraction > 0 { openComma += 1 } else { openDot += 1 }
    }
  }

  mutating func add(_ other: NumberEvidence) {
    commaDecimal += other.commaDecimal
    dotDecimal += other.dotDecimal
    openDot += other.openDot
    openComma += other.openComma
  }

  /// The style that the column itself proves; nil when it leaves the matter open.
  var proven: NumberFormat.Style? {
    if commaDecimal == dotDecimal { return nil }
    return commaDecimal > dotDecimal ? .commaDecimal : .dotDecimal
  }

  /// Whether cells were seen that both styles can read.
  var hasOpenCells: Bool { openDot + openComma > 0 }

  /// The style for the column, and whether it is a guess.
  ///
  /// What the column leaves open, the field settles: without room for three decimals a single separator before three
  /// digits parts thousands. Where the field has room as well, the other columns of the file decide.
  func decide(_ form: NumberForm, unitExponent: Int, file: NumberFormat.Style?) -> (NumberFormat.Style, Bool)
  {
    if let proven { return (proven, false) }
    let fallback = file ?? .commaDecimal
    guard hasOpenCells else { return (fallback, false) }
    let thousands: NumberFormat.Style = openDot >= openComma ? .commaDecimal : .dotDecimal
    if form.quantity == .money || form.decimals < 3 {
      return (thousands, unitExponent > 0)
    }
    return (fallback, file == nil)
  }
}
