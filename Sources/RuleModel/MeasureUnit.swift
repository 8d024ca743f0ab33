/// A unit of measure as a fraction of base units, such as `VND/months`; empty on both sides for a plain number.
///
/// Units are types: two numbers can be added or compared only when their units are equal.
public struct MeasureUnit: Hashable, Sendable, CustomStringConvertible {
  /// Base units that multiply, sorted by name.
  public let numerator: [String]
  /// Base units that divide, sorted by name.
  public let denominator: [String]

  /// A number without a unit.
  public static let none = MeasureUnit(numerator: [], denominator: [])
  /// Days, the unit of a difference of dates.
  public static let days = MeasureUnit(numerator: ["days"], denominator: [])
  /// Calendar months.
  public static let months = MeasureUnit(numerator: ["months"], denominator: [])
  /// Vietnamese đồng.
  public static let money = MeasureUnit(numerator: ["VND"], denominator: [])

  /// Creates a unit; what stands on both sides cancels.
  public init(numerator: [String], denominator: [String]) {
    // Most units have one name, with nothing to cancel or to sort.
    if denominator.isEmpty, numerator.count <= 1 {
      self.numerator = numerator
      self.denominator = denominator
      return
    }
    var above: [String] = []
    var below = denominator
    for name in numerator {
      if let position = below.firstIndex(of: name) { below.remove(at: position) } else { above.append(name) }
    }
    self.numerator = above.sorted()
    self.denominator = below.sorted()
  }

  /// Whether this is the unit of a plain number.
  public var isNone: Bool { numerator.isEmpty && denominator.isEmpty }

  /// The product of two units.
  public func multiplied(by other: MeasureUnit) -> MeasureUnit {
    MeasureUnit(numerator: numerator + other.numerator, denominator: denominator + other.denominator)
  }

  /// The quotient of two units.
  public func divided(by other: MeasureUnit) -> MeasureUnit {
    MeasureUnit(numerator: numerator + other.denominator, denominator: denominator + other.numerator)
  }

  /// The unit as written in rules; `number` for none.
  public var description: String {
    if isNone { return "number" }
    let above = numerator.isEmpty ? "1" : numerator.joined(separator: "·")
    return denominator.isEmpty ? above : above + "/" + denominator.joined(separator: "/")
  }
}
