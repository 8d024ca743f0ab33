import RuleModel

/// The words of terminal output in one language.
struct RunWords {
  let language: Language

  /// The text of the language.
  func callAsFunction(vi: String, en: String) -> String { language == .vi ? vi : en }

  func band(_ band: Band) -> String {
    switch band {
    case .low: return self(vi: "thấp", en: "low")
    case .medium: return self(vi: "trung bình", en: "medium")
    case .high: return self(vi: "cao", en: "high")
    case .critical: return self(vi: "rất cao", en: "critical")
    }
  }

  func outcome(_ outcome: Outcome) -> String {
    switch outcome {
    case .inspect: return self(vi: "kiểm tra", en: "inspect")
    case .letter: return self(vi: "gửi văn bản", en: "letter")
    case .ask: return self(vi: "hỏi số liệu", en: "ask for data")
    case .none: return self(vi: "chưa cần", en: "nothing now")
    }
  }

  func kind(_ kind: RuleKind) -> String {
    switch kind {
    case .violation: return self(vi: "dấu hiệu vi phạm", en: "violation")
    case .indicator: return self(vi: "chỉ báo rủi ro, không phải vi phạm", en: "indicator, not an offence")
    case .gate: return self(vi: "điều kiện kiểm tra", en: "gate")
    }
  }

  /// A whole number with the language's thousands separator.
  func number(_ value: some BinaryInteger) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += language == .vi ? "." : "," }
      grouped.append(digit)
    }
    return (value < 0 ? "-" : "") + grouped
  }

  /// Tenths with one decimal.
  func tenths(_ value: Int) -> String { "\(value / 10)\(language == .vi ? "," : ".")\(value % 10)" }

  /// A date as people of the language write it.
  func date(_ date: CivilDate) -> String {
    guard language == .vi else { return date.description }
    let (year, month, day) = date.components
    return "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
  }

  /// A score interval: one number when nothing is open.
  func interval(low: Int, high: Int) -> String { low == high ? "\(low)" : "\(low)–\(high)" }
}
