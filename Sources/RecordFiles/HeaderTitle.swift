/// The parts of a column title: the words that name it, its unit, and what else stands in parentheses.
struct HeaderTitle: Hashable, Sendable {
  /// The whole title, folded.
  let full: String
  /// The title without unit and parentheses, folded.
  let core: String
  /// Contents of parentheses that are neither unit nor abbreviation nor remark, folded.
  let remarks: [String]
  /// Zeros that the unit adds, when the title states a unit of money.
  let unitExponent: Int?

  init(_ text: String) {
    full = HeaderFolding.fold(text)
    // Most titles have no brackets, and then nothing stands in them.
    let hasBrackets = Self.hasBrackets(text)
    guard hasBrackets || HeaderUnits.mayEndWithMoneyUnit(full) else {
      core = full
      remarks = []
      unitExponent = nil
      return
    }
    let parts = hasBrackets ? Self.split(text) : (outside: text, inside: [])
    var words = HeaderFolding.words(of: hasBrackets ? HeaderFolding.fold(parts.outside) : full)
    var exponent: Int?
    var remarks: [String] = []
    for inside in parts.inside {
      let folded = HeaderFolding.fold(inside)
      if let found = HeaderUnits.moneyExponent(inParentheses: folded) {
        exponent = exponent ?? found
      } else if !HeaderUnits.isUnit(folded), !Self.isRemark(folded), folded != Self.initials(words) {
        remarks.append(folded)
      }
    }
    if let found = HeaderUnits.dropMoneyUnit(from: &words) { exponent = exponent ?? found }
    core = words.joined(separator: " ")
    self.remarks = remarks
    unitExponent = exponent
  }

  /// Whether round or square brackets stand in a text.
  static func hasBrackets(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x28 || $0 == 0x29 || $0 == 0x5B || $0 == 0x5D }
  }

  /// Text outside and inside of round and square brackets.
  private static func split(_ text: String) -> (outside: String, inside: [String]) {
    var outside = ""
    var inside: [String] = []
    var depth = 0
    for character in text {
      switch character {
      case "(", "[":
        if depth == 0 { inside.append("") }
        depth += 1
      case ")", "]": depth = max(0, depth - 1)
      default:
        if depth == 0 { outside.append(character) } else { inside[inside.count - 1].append(character) }
      }
      if depth == 0, character == ")" || character == "]" { outside.append(" ") }
    }
    return (outside, inside)
  }

  /// Column numbers, sums of them, and words about the day of the count, none of which change what the column is.
  private static func isRemark(_ folded: String) -> Bool {
    if folded.utf8.allSatisfy({ $0 == 0x20 || (0x30...0x39).contains($0) }) { return true }
    if folded == "neu co" { return true }
    return ["tinh den", "den ngay", "den het", "den thoi diem", "tai thoi diem", "tai ngay"]
      .contains { folded == $0 || folded.hasPrefix($0 + " ") }
  }

  private static func initials(_ words: [String]) -> String {
    String(words.compactMap(\.first))
  }
}

/// Units of measure in titles.
enum HeaderUnits {
  private static let money: [String: Int] = [
    "dong": 0, "vnd": 0, "d": 0, "dongvietnam": 0, "vietnamdong": 0,
    "nghindong": 3, "ngandong": 3, "nghind": 3, "ngand": 3, "nghinvnd": 3, "1000d": 3, "1000dong": 3,
    "1000vnd": 3,
    "trieudong": 6, "trieud": 6, "trdong": 6, "trd": 6, "trieuvnd": 6, "trvnd": 6, "1000000d": 6,
    "1000000dong": 6,
    "tydong": 9, "tidong": 9, "tyd": 9, "tyvnd": 9,
  ]
  /// With which the units end.
  private static let lastLetters = Set(money.keys.compactMap(\.utf8.last))
  private static let moneyWhenAlone: [String: Int] = [
    "nghin": 3, "ngan": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9,
  ]
  private static let counted: Set<String> = [
    "nguoi", "lao dong", "ld", "ngay", "thang", "nam", "gio", "vu", "cuoc", "lan", "don vi", "doanh nghiep",
    "dn", "m2",
    "ngay thang nam", "dd mm yyyy", "ngay thang", "co khong", "co khong 1 0", "x", "phan tram",
  ]
  private static let perWords: Set<String> = [
    "thang", "nam", "nguoi", "quy", "ngay", "gio", "bua", "ca", "lao", "dong",
  ]
  private static let leads: [[String]] = [
    ["don", "vi", "tinh"], ["don", "vi"], ["dvt"], ["tinh", "bang"], ["bang"],
  ]

  /// Zeros that a unit of money in parentheses adds; nil when it is no unit of money.
  static func moneyExponent(inParentheses folded: String) -> Int? {
    var words = HeaderFolding.words(of: folded)
    for lead in leads where words.count > lead.count && words.starts(with: lead) {
      words.removeFirst(lead.count)
    }
    for length in stride(from: words.count, to: 0, by: -1) {
      let unit = words[..<length].joined()
      guard let exponent = money[unit] ?? moneyWhenAlone[unit] else { continue }
      return words[length...].allSatisfy { perWords.contains($0) } ? exponent : nil
    }
    return nil
  }

  /// Zeros that a unit after the number of a cell adds.
  static func moneyExponent(inCell folded: String) -> Int? {
    let unit = HeaderFolding.words(of: folded).joined()
    return money[unit] ?? moneyWhenAlone[unit]
  }

  /// Whether the words are a unit of something else than money, or no words at all as in `(%)`.
  static func isUnit(_ folded: String) -> Bool {
    var words = HeaderFolding.words(of: folded)
    for lead in leads where words.count > lead.count && words.starts(with: lead) {
      words.removeFirst(lead.count)
    }
    return words.isEmpty || counted.contains(words.joined(separator: " "))
  }

  /// Whether a folded title ends with a letter with which units of money end.
  static func mayEndWithMoneyUnit(_ folded: String) -> Bool {
    folded.utf8.last.map { lastLetters.contains($0) } ?? false
  }

  /// Removes a multiple of đồng from the end of a title without parentheses; `đồng` alone stays, as in `lao động`.
  static func dropMoneyUnit(from words: inout [String]) -> Int? {
    guard let last = words.last, mayEndWithMoneyUnit(last) else { return nil }
    for length in stride(from: min(4, words.count - 1), to: 0, by: -1) {
      if let exponent = money[words.suffix(length).joined()], exponent > 0 {
        words.removeLast(length)
        return exponent
      }
    }
    return nil
  }

  /// Zeros that a line above the header adds, such as `Đơn vị tính: triệu đồng`.
  static func moneyExponent(inTitle text: String) -> Int? {
    let words = HeaderFolding.words(of: HeaderFolding.fold(text))
    for start in words.indices {
      for lead in leads.prefix(3) where words[start...].starts(with: lead) {
        let rest = words[(start + lead.count)...]
        for length in stride(from: min(4, rest.count), to: 0, by: -1) {
          if let exponent = money[rest.prefix(length).joined()] { return exponent }
          if let exponent = money[rest.suffix(length).joined()] { return exponent }
        }
      }
    }
    return nil
  }
}
