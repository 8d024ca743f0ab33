import RiskScoring
import RuleModel
import RuleSentences

/// Makes a text in both languages.
func both(_ vi: String, _ en: String) -> LocalizedText { LocalizedText(vi: vi, en: en) }

extension LocalizedText {
  static func + (first: LocalizedText, second: LocalizedText) -> LocalizedText {
    LocalizedText(vi: first[.vi] + second[.vi], en: first[.en] + second[.en])
  }

  /// The text that a function of the language gives.
  init(_ text: (Language) -> String) { self.init(vi: text(.vi), en: text(.en)) }
}

/// Words that every report uses.
enum ReportWords {
  static func band(_ band: Band) -> LocalizedText {
    switch band {
    case .low: return both("thấp", "low")
    case .medium: return both("trung bình", "medium")
    case .high: return both("cao", "high")
    case .critical: return both("rất cao", "critical")
    }
  }

  static func outcome(_ outcome: Outcome) -> LocalizedText {
    switch outcome {
    case .inspect: return both("kiểm tra", "inspect")
    case .letter: return both("gửi văn bản", "letter")
    case .ask: return both("hỏi số liệu", "ask for data")
    case .none: return both("chưa cần", "nothing now")
    }
  }

  static func kind(_ kind: RuleKind) -> LocalizedText {
    switch kind {
    case .violation: return both("dấu hiệu vi phạm", "violation")
    case .indicator: return both("chỉ báo rủi ro, không phải vi phạm", "indicator, not an offence")
    case .gate: return both("điều kiện kiểm tra", "gate")
    }
  }

  static let notStated = both("chưa rõ", "not stated")

  /// A whole number with the language's thousands separator.
  static func number(_ value: some BinaryInteger) -> LocalizedText {
    LocalizedText { number(value, $0) }
  }

  static func number(_ value: some BinaryInteger, _ language: Language) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += language == .vi ? "." : "," }
      grouped.append(digit)
    }
    return (value < 0 ? "-" : "") + grouped
  }

  /// Tenths with one decimal.
  static func tenths(_ value: Int, _ language: Language) -> String {
    "\(value / 10)\(language == .vi ? "," : ".")\(value % 10)"
  }

  /// A share that counts units of 10^-4, in percent with one decimal.
  static func percent(_ share: Int64, _ language: Language) -> String {
    tenths(Int((share + 5) / 10), language) + "%"
  }

  /// A date as people of each language write it.
  static func date(_ date: CivilDate) -> LocalizedText { LocalizedText { self.date(date, $0) } }

  static func date(_ date: CivilDate, _ language: Language) -> String {
    guard language == .vi else { return date.description }
    return date.description.split(separator: "-").reversed().joined(separator: "/")
  }

  /// A score interval: one number when nothing is open.
  static func interval(_ low: Int, _ high: Int) -> String { low == high ? "\(low)" : "\(low)–\(high)" }

  /// The group of firms of which the field is not known.
  static func title(_ title: LocalizedText) -> LocalizedText {
    title.vi.isEmpty && title.en.isEmpty ? notStated : title
  }
}
