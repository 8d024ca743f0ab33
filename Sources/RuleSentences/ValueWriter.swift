import RuleModel

/// A value that stands in a sentence.
public enum SentenceValue: Hashable, Sendable {
  /// The value is known; it has the type of its expression.
  case known(Constant)
  /// The value is not known.
  case unknown
}

/// Writes values as people read them in one language.
public struct ValueWriter: Sendable {
  /// The language of the text.
  public let language: Language
  /// One copy of the rule set for all copies of a writer, which are made often.
  private final class Titles: Sendable {
    let ruleSet: RuleSet

    init(_ ruleSet: RuleSet) { self.ruleSet = ruleSet }
  }
  private let titles: Titles
  var ruleSet: RuleSet { _read { yield titles.ruleSet } }

  /// Creates a writer that knows the titles of a rule set.
  public init(language: Language, ruleSet: RuleSet) {
    self.language = language
    titles = Titles(ruleSet)
  }

  /// A value with its unit, or the words for a value that is not known.
  public func text(_ value: SentenceValue, type: ValueType) -> String {
    switch value {
    case .known(let constant): return text(constant, type: type)
    case .unknown: return unknownText
    }
  }

  /// A known value with its unit.
  public func text(_ constant: Constant, type: ValueType) -> String {
    switch constant {
    case .number(let raw):
      guard case .number(let number) = type else { return self.number(raw, scale: 0) }
      return self.number(raw, of: number)
    case .truth(let isYes): return truth(isYes)
    case .date(let date): return self.date(date)
    case .none: return words(vi: "không có", en: "none")
    case .text(let text): return text
    case .member(let position):
      guard case .choice(let index) = type, ruleSet.choices.indices.contains(index),
        ruleSet.choices[index].members.indices.contains(position)
      else { return String(position) }
      return ruleSet.choices[index].members[position].title[language]
    }
  }

  /// The words for a value that is not known.
  public var unknownText: String { words(vi: "chưa rõ", en: "not known") }

  /// The words for yes and no.
  public func truth(_ isYes: Bool) -> String {
    isYes ? words(vi: "có", en: "yes") : words(vi: "không", en: "no")
  }

  /// A date: `dd/MM/yyyy` in Vietnamese, `yyyy-MM-dd` in English.
  public func date(_ date: CivilDate) -> String {
    guard language == .vi else { return date.description }
    let parts = date.description.split(separator: "-")
    return parts.reversed().joined(separator: "/")
  }

  /// A sum of money in đồng.
  public func money(_ amount: Int64) -> String {
    number(amount, scale: 0) + " " + words(vi: "đồng", en: "VND")
  }

  /// A number with its unit or percent sign.
  public func number(_ raw: Int64, of type: NumberType) -> String {
    if type.isPercent { return percent(raw, scale: type.scale) }
    let figures = number(raw, scale: type.scale)
    return type.unit.isNone ? figures : figures + " " + unit(type.unit, isOne: figures == "1")
  }

  /// A share shown times 100 with a percent sign.
  public func percent(_ raw: Int64, scale: Int) -> String {
    if scale >= 2 { return number(raw, scale: scale - 2) + "%" }
    let factor: Int64 = scale == 1 ? 10 : 100
    let (scaled, overflow) = raw.multipliedReportingOverflow(by: factor)
    return overflow ? number(raw, scale: scale) : number(scaled, scale: 0) + "%"
  }

  /// A raw number at a scale: grouped in thousands, decimals without zeros at their end.
  public func number(_ raw: Int64, scale: Int) -> String {
    var digits = Array(String(raw.magnitude).utf8)
    while digits.count <= scale { digits.insert(0x30, at: 0) }
    var decimals = digits[(digits.count - scale)...]
    while decimals.last == 0x30 { decimals.removeLast() }
    let whole = digits[..<(digits.count - scale)]
    var bytes: [UInt8] = raw < 0 ? [0x2D] : []
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { bytes.append(language == .vi ? 0x2E : 0x2C) }
      bytes.append(digit)
    }
    if !decimals.isEmpty {
      bytes.append(language == .vi ? 0x2C : 0x2E)
      bytes += decimals
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A unit in words, such as `đồng/tháng`.
  public func unit(_ unit: MeasureUnit, isOne: Bool = false) -> String {
    let above = unit.numerator.map { unitWord($0, isOne: isOne) }.joined(separator: "·")
    let below = unit.denominator.map { "/" + unitWord($0, isOne: true) }.joined()
    return (above.isEmpty ? "1" : above) + below
  }

  private func unitWord(_ name: String, isOne: Bool) -> String {
    switch name {
    case "VND": return words(vi: "đồng", en: "VND")
    case "days": return words(vi: "ngày", en: isOne ? "day" : "days")
    case "months": return words(vi: "tháng", en: isOne ? "month" : "months")
    case "years": return words(vi: "năm", en: isOne ? "year" : "years")
    case "hours": return words(vi: "giờ", en: isOne ? "hour" : "hours")
    case "persons": return words(vi: "người", en: isOne ? "person" : "persons")
    case "times": return words(vi: "lần", en: isOne ? "time" : "times")
    default:
      let title = ruleSet.units.first { $0.name == name }?.title[language] ?? ""
      return title.isEmpty ? name : title
    }
  }

  func words(vi: String, en: String) -> String { language == .vi ? vi : en }
}
