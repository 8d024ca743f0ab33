/// What a cell says about a tax code.
public enum TaxCodeReading: Hashable, Sendable {
  /// The code in its one written form.
  case code(String)
  /// Nothing but blanks.
  case blank
  /// A spreadsheet turned the code into a number such as `1,23E+09`; its last digits are lost.
  case scientific
  /// Not the digits of a tax code.
  case malformed
}

/// Vietnamese tax codes: 10 digits, 10 and 3 for a branch, or the 12 digits of a personal number.
public enum TaxCode {
  /// Reads a code from the bytes of a cell.
  ///
  /// Blanks, dots and the apostrophe that spreadsheets put before text are left out. 9 digits get back the zero that a
  /// spreadsheet dropped, 11 digits as well, and 13 digits are a branch.
  public static func normalise(_ bytes: [UInt8]) -> TaxCodeReading {
    bytes.withUnsafeBufferPointer { normalise($0) }
  }

  static func normalise(_ cell: UnsafeBufferPointer<UInt8>) -> TaxCodeReading {
    var digits = DigitRun()
    let range = TextNormalisation.trim(cell)
    guard !range.isEmpty else { return .blank }
    var index = range.lowerBound
    if cell[index] == 0x27 { index += 1 }
    while index < range.upperBound {
      guard let next = UTF8Scalars.scalar(cell, at: index) else { return .malformed }
      index += next.length
      switch next.value {
      case 0x30...0x39: digits.append(UInt64(next.value - 0x30))
      case 0x20, 0xA0, 0x202F, 0x200B, 0xFEFF: continue
      case 0x2E, 0x2C: digits.separate(isComma: next.value == 0x2C)
      case 0x2D, 0x2010...0x2013:
        guard digits.dash == nil else { return .malformed }
        digits.dash = digits.count
      case 0x45, 0x65: return digits.count > 0 ? .scientific : .malformed
      default: return .malformed
      }
    }
    return digits.count == 0 && range.count == 1 ? .malformed : digits.reading
  }

  /// Packs a code in its one written form into a number; the order of the numbers is the byte order of the codes.
  ///
  /// Ten digits take the upper bits; the lower eleven hold 0 for nothing, 1...1000 for a branch and 1001...1100 for the end
  /// of a personal number.
  public static func pack(_ code: String) -> UInt64 {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var place = 0
    var isBranch = false
    for byte in code.utf8 {
      let digit = UInt64(byte &- 0x30)
      if place < 10 {
        head = head &* 10 &+ digit
      } else if byte == 0x2D {
        isBranch = true
      } else {
        tail = tail &* 10 &+ digit
      }
      place += 1
    }
    if place > 10 { tail = tail &+ (isBranch ? 1 : 1001) }
    return head << packedTailBits | (tail & 2047)
  }

  /// Bits below the ten digits of a packed code.
  static let packedTailBits: UInt64 = 11

  /// Writes a packed code.
  public static func text(of packed: UInt64) -> String {
    let head = packed >> packedTailBits
    let tail = packed & 2047
    if tail == 0 { return DigitRun.text(head, digits: 10, branch: false) }
    if tail > 1000 { return DigitRun.text(head * 100 + tail - 1001, digits: 12, branch: false) }
    return DigitRun.text(head * 1000 + tail - 1, digits: 13, branch: true)
  }

  /// The packed code of a cell that is ten digits and nothing else; nil for any other cell.
  @inline(__always) static func packTenDigits(_ cell: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard cell.count == 10, let start = cell.baseAddress else { return nil }
    let raw = UnsafeRawPointer(start)
    guard
      let last = DigitWord.value(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 2, as: UInt64.self)))
    else { return nil }
    let one = UInt64(start[0] &- 0x30)
    let two = UInt64(start[1] &- 0x30)
    guard one < 10, two < 10 else { return nil }
    return ((one &* 10 &+ two) &* 100_000_000 &+ last) << packedTailBits
  }

  /// Whether the tenth of ten digits agrees with the nine before it.
  @inline(__always) static func hasValidCheckDigit(ofTenDigits cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count == 10, let start = cell.baseAddress else { return false }
    let digits =
      UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)) & 0x0F0F_0F0F_0F0F_0F0F
    // The upper sixteen bits of each product are the sum of four digits, each with its weight.
    let even = (digits & 0x00FF_00FF_00FF_00FF) &* (31 << 48 | 23 << 32 | 17 << 16 | 7)
    let odd = (digits >> 8 & 0x00FF_00FF_00FF_00FF) &* (29 << 48 | 19 << 32 | 13 << 16 | 5)
    let sum = even >> 48 &+ odd >> 48 &+ UInt64(start[8] & 0x0F) &* 3
    return 10 &- sum % 11 == UInt64(start[9] & 0x0F)
  }

  private static func hasValidCheckDigit(first: UInt64) -> Bool {
    var rest = first / 10
    var sum: UInt64 = 0
    // The weights of the ninth digit to the first.
    sum &+= rest % 10 &* 3
    rest /= 10
    sum &+= rest % 10 &* 5
    rest /= 10
    sum &+= rest % 10 &* 7
    rest /= 10
    sum &+= rest % 10 &* 13
    rest /= 10
    sum &+= rest % 10 &* 17
    rest /= 10
    sum &+= rest % 10 &* 19
    rest /= 10
    sum &+= rest % 10 &* 23
    rest /= 10
    sum &+= rest % 10 &* 29
    rest /= 10
    sum &+= rest % 10 &* 31
    return 10 &- sum % 11 == first % 10
  }

  /// Whether the tenth digit of a code agrees with the nine before it; true for personal numbers, which have no such digit.
  public static func hasValidCheckDigit(_ code: String) -> Bool {
    var first: UInt64 = 0
    var count = 0
    for byte in code.utf8 {
      if count < 10 { first = first &* 10 &+ UInt64(byte &- 0x30) }
      count += 1
    }
    guard count == 10 || count == 14 else { return true }
    return hasValidCheckDigit(first: first)
  }

  private struct DigitRun {
    var value: UInt64 = 0
    var count = 0
    var dash: Int?
    var separators = 0
    var afterSeparator = 0
    var hasComma = false
    var isTooLong = false

    mutating func append(_ digit: UInt64) {
      guard count < 15 else {
        isTooLong = true
        return
      }
      value = value * 10 + digit
      count += 1
      if separators > 0 { afterSeparator += 1 }
    }

    mutating func separate(isComma: Bool) {
      separators += 1
      afterSeparator = 0
      hasComma = hasComma || isComma
    }

    /// `101234567.0` and `101234567,00` are numbers that a program wrote with decimals.
    mutating func dropZeroDecimals() {
      guard separators == 1, (1...2).contains(afterSeparator), dash == nil else { return }
      let scale: UInt64 = afterSeparator == 1 ? 10 : 100
      guard value % scale == 0 else { return }
      value /= scale
      count -= afterSeparator
      hasComma = false
    }

    var reading: TaxCodeReading {
      var run = self
      run.dropZeroDecimals()
      guard !run.hasComma, !run.isTooLong else { return .malformed }
      if let dash = run.dash {
        guard dash == 10 || dash == 9, run.count - dash == 3 else { return .malformed }
        return .code(Self.text(run.value, digits: 13, branch: true))
      }
      switch run.count {
      case 9, 10: return .code(Self.text(run.value, digits: 10, branch: false))
      case 11, 12: return .code(Self.text(run.value, digits: 12, branch: false))
      case 13: return .code(Self.text(run.value, digits: 13, branch: true))
      default: return .malformed
      }
    }

    static func text(_ value: UInt64, digits: Int, branch: Bool) -> String {
      let length = branch ? digits + 1 : digits
      return String(unsafeUninitializedCapacity: length) { buffer in
        var rest = value
        var place = length - 1
        while place >= 0 {
          if branch, place == 10 {
            buffer[place] = 0x2D
          } else {
            buffer[place] = UInt8(0x30 + rest % 10)
            rest /= 10
          }
          place -= 1
        }
        return length
      }
    }
  }
}
