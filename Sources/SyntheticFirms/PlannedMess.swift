/// The faults of real lists, put at known places so that tests can look for them.
enum PlannedMess {
  /// A row that stands twice, word for word.
  static func isRepeated(_ index: Int) -> Bool { index % 601 == 300 }
  /// A row that stands twice with another headcount.
  static func isContradicted(_ index: Int) -> Bool { index % 997 == 500 }
  /// A day that no calendar has.
  static func hasImpossibleDay(_ index: Int) -> Bool { index % 811 == 77 }
  /// A word where a number belongs.
  static func hasWordForNumber(_ index: Int) -> Bool { index % 1_201 == 650 }
  /// A row that was cut off.
  static func isCutOff(_ index: Int) -> Bool { index % 1_009 == 121 }
  /// An empty line after the row.
  static func isFollowedByBlank(_ index: Int) -> Bool { index % 700 == 699 }
  /// A code that a spreadsheet turned into a rounded number.
  static func isRoundedCode(_ index: Int) -> Bool { index % 1_301 == 905 }

  /// The code as a spreadsheet leaves it that takes it for a number.
  static func asNumber(_ taxCode: String) -> String {
    let digits = taxCode.utf8.filter { $0 != 0x2D }
    return String(decoding: digits.drop { $0 == 0x30 }, as: UTF8.self)
  }

  /// The code as a spreadsheet shows it that takes it for a large number.
  static func rounded(_ taxCode: String) -> String {
    let digits = Array(asNumber(taxCode).utf8)
    guard digits.count > 3 else { return taxCode }
    let exponent = digits.count - 1
    let lead = String(decoding: digits[0..<1], as: UTF8.self)
    return "\(lead),\(String(decoding: digits[1..<3], as: UTF8.self))E+\(exponent < 10 ? "0" : "")\(exponent)"
  }
}

extension SyntheticFirm {
  /// A random source for what one list knows of the firm.
  func random(forList number: UInt64) -> SplitMix64 { SplitMix64(seed: number, stream: index) }
}

extension Ownership {
  /// The words of the labour department's list.
  var title: String {
    switch self {
    case .privateEnterprise: return "Doanh nghiệp ngoài nhà nước"
    case .foreignInvested: return "FDI"
    case .stateEnterprise: return "Doanh nghiệp nhà nước"
    case .cooperative: return "Hợp tác xã"
    case .household: return "Hộ kinh doanh"
    }
  }
}
