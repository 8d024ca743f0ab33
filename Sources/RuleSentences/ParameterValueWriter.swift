import RuleModel

/// Writes the values of parameters.
public struct ParameterValueWriter: Sendable {
  private let values: ValueWriter

  /// Creates a writer for one language and rule set.
  public init(language: Language, ruleSet: RuleSet) {
    self.init(ValueWriter(language: language, ruleSet: ruleSet))
  }

  init(_ values: ValueWriter) { self.values = values }

  /// The values in force on a day in one line: `60 days`, or `I: 5,310,000 VND/month; II: …`.
  public func text(of parameter: Parameter, on day: CivilDate) -> String {
    guard let entry = parameter.entry(on: day) else {
      return values.words(vi: "không có giá trị ngày ", en: "no value on ") + values.date(day)
    }
    let draft = entry.isDraft ? values.words(vi: "; chưa xác nhận", en: "; draft") : ""
    guard !parameter.keys.isEmpty else {
      return (entry.rows.first.map { value($0, parameter) } ?? "") + draft
    }
    guard entry.rows.count <= 8 else {
      return values.words(vi: "bảng \(entry.rows.count) dòng", en: "table of \(entry.rows.count) rows")
        + draft
    }
    let rows = entry.rows.map { keys($0, parameter) + ": " + value($0, parameter) }
    return rows.joined(separator: "; ") + draft
  }

  /// One value.
  public func value(_ row: Parameter.Row, _ parameter: Parameter) -> String {
    values.text(row.value, type: parameter.type)
  }

  /// The keys of one value, such as `I` or `50–149 persons`.
  public func keys(_ row: Parameter.Row, _ parameter: Parameter) -> String {
    zip(row.keys, parameter.keys).map { text($0, of: $1) }.joined(separator: ", ")
  }

  private func text(_ key: Parameter.RowKey, of kind: Parameter.Key) -> String {
    switch (key, kind) {
    case (.member(let member), .choice(let choice)):
      return values.text(.member(member), type: .choice(choice))
    case (.band(let lowest, let highest), .bands(let field)):
      return band(lowest, highest, type: values.ruleSet.fields[field].type)
    case (.member(let member), .bands): return String(member)
    case (.band(let lowest, let highest), .choice):
      return band(lowest, highest, type: .number(NumberType(unit: .none, scale: 0, lowest: 0, highest: .max)))
    }
  }

  /// A band of raw values: `50–149 persons`, `1,000 persons or more`.
  public func band(_ lowest: Int64, _ highest: Int64?, type: ValueType) -> String {
    guard case .number(let number) = type else { return values.text(.number(lowest), type: type) }
    guard let highest else {
      return values.words(vi: "từ ", en: "") + values.number(lowest, of: number)
        + values.words(vi: " trở lên", en: " or more")
    }
    let most = values.number(highest, of: number)
    return lowest == highest ? most : values.number(lowest, scale: number.scale) + "–" + most
  }
}
