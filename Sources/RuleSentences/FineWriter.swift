import RuleModel

/// The amount of a fine as far as the firm's figures determine it, in đồng for an organisation.
public enum FineAmount: Hashable, Sendable {
  /// Nobody has entered the amount from the act's text.
  case notEntered
  /// Between two sums; the ceiling is already applied.
  case range(Int64, Int64)
  /// Between two sums for each worker affected, whose number is not known.
  case perWorker(Int64, Int64)
  /// Between two shares (raw at scale 4) of a sum that is not known.
  case share(Int64, Int64)
  /// The figures leave 64 bits.
  case outOfRange
}

/// Which fines can apply to a violation, by the date it ended.
public struct FineSelection: Hashable, Sendable {
  /// Fines in force on the date, in the order written.
  public var fines: [Fine]
  /// The date at which they were looked up.
  public var date: CivilDate
  /// Whether the violation ended more than a year before the as-of date.
  public var isTimeBarred: Bool

  /// Chooses the fines of a rule; an end that is unknown or none means that the act continues on the as-of date.
  public init(rule: Rule, ended: SentenceValue?, asOf: CivilDate) {
    date = asOf
    isTimeBarred = false
    if case .known(.date(let end)) = ended, end < asOf {
      date = end
      if let limit = asOf.adding(months: -12) { isTimeBarred = end < limit }
    }
    let day = date
    fines = rule.fines.filter { $0.period?.contains(day) ?? true }
  }
}

/// Writes fines in words.
public struct FineWriter: Sendable {
  /// Writes the single values.
  public let values: ValueWriter

  /// Creates a writer for one language and rule set.
  public init(language: Language, ruleSet: RuleSet) {
    values = ValueWriter(language: language, ruleSet: ruleSet)
  }

  /// A fine in one sentence: amount, how it came about, level and provision.
  ///
  /// - Parameters:
  ///   - fine: the provision.
  ///   - affects: workers affected by the rule; nil when the rule does not say.
  ///   - value: the firm's value of an expression.
  public func sentence(
    _ fine: Fine, affects: SentenceValue?, value: (RuleExpression) -> SentenceValue
  ) -> String {
    var text = amountText(fine, affects: affects, value: value)
    if let ceiling = fine.ceiling {
      text += values.words(vi: ", tối đa ", en: ", at most ") + values.money(ceiling)
    }
    if let limit = fine.warningBelow {
      text += values.words(vi: "; cảnh cáo nếu dưới ", en: "; a warning only below ") + values.money(limit)
    }
    switch fine.level {
    case .doubled:
      text += values.words(
        vi: "; mức của tổ chức, hộ kinh doanh bằng một nửa",
        en: "; organisations' level, household businesses half")
    case .organisations:
      text += values.words(vi: "; mức đối với tổ chức", en: "; level for organisations")
    case nil: break
    }
    return text + " (" + fine.citation.text(in: values.language) + ")"
  }

  /// The amount of a fine as far as the figures determine it.
  public func amount(
    of fine: Fine, affects: SentenceValue?, value: (RuleExpression) -> SentenceValue
  ) -> FineAmount {
    switch fine.amount {
    case .notEntered: return .notEntered
    case .range(let from, let to, each: false): return capped(.range(from, to), fine)
    case .range(let from, let to, each: true):
      guard case .known(.number(let workers)) = affects else { return .perWorker(from, to) }
      let (least, firstOverflow) = from.multipliedReportingOverflow(by: max(0, workers))
      let (most, secondOverflow) = to.multipliedReportingOverflow(by: max(0, workers))
      return firstOverflow || secondOverflow ? .outOfRange : capped(.range(least, most), fine)
    case .share(let from, let to, let base):
      guard case .known(.number(let raw)) = value(base) else { return .share(from, to) }
      guard let least = share(from, of: raw, base.type), let most = share(to, of: raw, base.type) else {
        return .outOfRange
      }
      return capped(.range(least, most), fine)
    case .banded(let by, let bands):
      let chosen = bandsInQuestion(by, bands, affects: affects, value: value)
      guard let least = chosen.map(\.from).min(), let most = chosen.map(\.to).max() else {
        return .notEntered
      }
      return capped(.range(least, most), fine)
    }
  }

  private func amountText(
    _ fine: Fine, affects: SentenceValue?, value: (RuleExpression) -> SentenceValue
  ) -> String {
    switch amount(of: fine, affects: affects, value: value) {
    case .notEntered: return values.words(vi: "chưa nhập mức phạt", en: "amount not entered")
    case .outOfRange: return values.words(vi: "số quá lớn", en: "figures out of range")
    case .perWorker(let from, let to):
      return range(from, to) + values.words(vi: " cho mỗi người lao động", en: " for each worker")
    case .share(let from, let to):
      guard case .share(_, _, let base) = fine.amount else { return percentRange(from, to) }
      return percentRange(from, to) + values.words(vi: " của ", en: " of ") + expressionText(base) + " ("
        + values.unknownText + ")"
    case .range(let from, let to): return range(from, to) + origin(fine, affects: affects, value: value)
    }
  }

  /// How a determined range came about, in brackets.
  private func origin(
    _ fine: Fine, affects: SentenceValue?, value: (RuleExpression) -> SentenceValue
  ) -> String {
    switch fine.amount {
    case .notEntered, .range(_, _, each: false): return ""
    case .range(let from, let to, each: true):
      guard case .known(.number(let workers)) = affects else { return "" }
      return " (" + range(from, to) + " × " + values.number(max(0, workers), of: Self.persons) + ")"
    case .share(let from, let to, let base):
      let sum = values.text(value(base), type: base.type)
      return " (" + percentRange(from, to) + values.words(vi: " của ", en: " of ") + sum + ")"
    case .banded(let by, let bands):
      guard bandsInQuestion(by, bands, affects: affects, value: value).count > 1 else { return "" }
      switch by {
      case .affects: return values.words(vi: " tùy số người", en: ", depending on the number of workers")
      case .field(let index):
        let title = values.ruleSet.fields[index].title[values.language]
        return values.words(vi: " tùy “\(title)”", en: ", depending on “\(title)”")
      }
    }
  }

  private static let persons = NumberType(
    unit: MeasureUnit(numerator: ["persons"], denominator: []), scale: 0, lowest: 0, highest: .max)

  private func expressionText(_ expression: RuleExpression) -> String {
    ExpressionWriter(language: values.language, ruleSet: values.ruleSet).text(expression)
  }

  private func bandsInQuestion(
    _ by: Fine.BandedBy, _ bands: [Fine.Band], affects: SentenceValue?,
    value: (RuleExpression) -> SentenceValue
  ) -> [Fine.Band] {
    let figure: SentenceValue?
    switch by {
    case .affects: figure = affects
    case .field(let index):
      guard values.ruleSet.fields.indices.contains(index) else { return bands }
      let field = values.ruleSet.fields[index]
      figure = value(RuleExpression(.field(index), type: field.type, span: field.span))
    }
    guard case .known(.number(let raw)) = figure else { return bands }
    return bands.filter { raw >= $0.lowest && raw <= $0.highest ?? .max }
  }

  private func capped(_ amount: FineAmount, _ fine: Fine) -> FineAmount {
    guard let ceiling = fine.ceiling, case .range(let from, let to) = amount else { return amount }
    return .range(min(from, ceiling), min(to, ceiling))
  }

  /// A share (raw at scale 4) of a sum in đồng, rounded half up; nil when it leaves 64 bits.
  private func share(_ rawShare: Int64, of raw: Int64, _ type: ValueType) -> Int64? {
    guard case .number(let number) = type else { return nil }
    var divisor = Int128(10_000)
    for _ in 0..<number.scale { divisor *= 10 }
    let product = Int128(max(0, raw)) * Int128(rawShare)
    return Int64(exactly: (product + divisor / 2) / divisor)
  }

  private func range(_ from: Int64, _ to: Int64) -> String {
    if from == to { return values.money(to) }
    return values.words(
      vi: "từ \(values.number(from, scale: 0)) đến \(values.money(to))",
      en: "\(values.number(from, scale: 0)) to \(values.money(to))")
  }

  private func percentRange(_ from: Int64, _ to: Int64) -> String {
    if from == to { return values.percent(to, scale: 4) }
    return values.words(
      vi: "từ \(values.percent(from, scale: 4)) đến \(values.percent(to, scale: 4))",
      en: "\(values.percent(from, scale: 4)) to \(values.percent(to, scale: 4))")
  }
}
