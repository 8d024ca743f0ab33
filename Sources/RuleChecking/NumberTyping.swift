import RuleModel

/// Least and greatest raw value of an expression, wide enough that deriving them cannot overflow.
struct NumberBounds: Equatable {
  var lowest: Int128
  var highest: Int128

  init(_ lowest: Int128, _ highest: Int128) {
    self.lowest = lowest
    self.highest = highest
  }

  init(_ type: NumberType) { self.init(Int128(type.lowest), Int128(type.highest)) }

  /// The greatest absolute value.
  var magnitude: Int128 { max(abs(lowest), abs(highest)) }

  /// Whether every value fits a cell: 64 bits without the few values that mark unknown, none and bad.
  var fitsCell: Bool {
    lowest >= Int128(Int64.min) + 16 && highest <= Int128(Int64.max) - 16
  }

  func union(_ other: NumberBounds) -> NumberBounds {
    NumberBounds(min(lowest, other.lowest), max(highest, other.highest))
  }

  func adding(_ other: NumberBounds) -> NumberBounds {
    NumberBounds(lowest + other.lowest, highest + other.highest)
  }

  var negated: NumberBounds { NumberBounds(-highest, -lowest) }

  func multiplied(by other: NumberBounds) -> NumberBounds {
    let corners = [
      lowest * other.lowest, lowest * other.highest, highest * other.lowest, highest * other.highest,
    ]
    return NumberBounds(corners.reduce(corners[0], min), corners.reduce(corners[0], max))
  }

  func scaled(by exponent: Int) -> NumberBounds {
    let factor = Int128.powerOfTen(exponent)
    return NumberBounds(lowest * factor, highest * factor)
  }

  /// Bounds of a quotient whose divisor has magnitude 1 at least: the magnitude never grows.
  func divided(by other: NumberBounds) -> NumberBounds {
    if lowest >= 0, other.lowest >= 0 { return NumberBounds(0, highest / max(1, other.lowest)) }
    return NumberBounds(-magnitude, magnitude)
  }

  func floorDivided(by other: NumberBounds) -> NumberBounds {
    if lowest >= 0, other.lowest >= 0 { return divided(by: other) }
    return NumberBounds(-magnitude - 1, magnitude + 1)
  }

  func modulo(_ other: NumberBounds) -> NumberBounds {
    NumberBounds(min(0, other.lowest), max(0, other.highest))
  }

  func rounded(by exponent: Int) -> NumberBounds {
    let factor = Int128.powerOfTen(exponent)
    return NumberBounds(lowest / factor - 1, highest / factor + 1)
  }

  var absolute: NumberBounds {
    let least: Int128 = lowest <= 0 && highest >= 0 ? 0 : min(abs(lowest), abs(highest))
    return NumberBounds(least, magnitude)
  }
}

extension Int128 {
  static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension Int64 {
  static func powerOfTen(_ exponent: Int) -> Int64 { Int64(Int128.powerOfTen(exponent)) }
}

extension NumberType {
  /// The type with other bounds, which must fit a cell.
  init(unit: MeasureUnit, scale: Int, bounds: NumberBounds, isPercent: Bool = false) {
    self.init(
      unit: unit, scale: scale, lowest: Int64(clamping: bounds.lowest),
      highest: Int64(clamping: bounds.highest),
      isPercent: isPercent)
  }
}

extension ValueType {
  /// The number type, when it is one.
  var number: NumberType? {
    if case .number(let type) = self { return type }
    return nil
  }

  /// Whether it is yes or no.
  var isTruth: Bool { self == .truth }

  /// Whether it is a date, perhaps none.
  var isDate: Bool {
    if case .date = self { return true }
    return false
  }
}
