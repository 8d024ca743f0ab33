import Diagnostics
import RecordFiles
import RuleModel
import RunFolder

/// Two compared runs for people and for programs.
struct ComparisonText {
  let compared: ComparedRuns
  let words: RunWords
  let width: Int
  /// Firms shown as text.
  let top: Int

  private var comparison: RunComparison { compared.comparison }

  func bytes(_ format: CompareCommand.Format) -> [UInt8] {
    switch format {
    case .text: return Array((lines.joined(separator: "\n") + "\n").utf8)
    case .csv: return csv
    case .json: return Array((json.pretty + "\n").utf8)
    }
  }

  // MARK: - Text

  private var lines: [String] {
    head + [""] + effects + [""] + firms + notes
  }

  private var head: [String] {
    let (first, second) = (compared.first.record, compared.second.record)
    var lines = ["A  \(side(first))", "B  \(side(second))", ""]
    lines += wrapped(
      words(
        vi:
          "\(number(comparison.common)) doanh nghiệp ở cả hai lần chấm, \(number(comparison.changed)) đổi điểm; \(number(comparison.new)) mới, \(number(comparison.gone)) không còn",
        en:
          "\(number(comparison.common)) firms in both runs, \(number(comparison.changed)) with another score; \(number(comparison.new)) new, \(number(comparison.gone)) gone"
      ))
    return lines
  }

  private func side(_ record: RecordedRun) -> String {
    let pack = record.rules.name + (record.rules.version.isEmpty ? "" : " " + record.rules.version)
    let count = record.inputs.count { $0.source != nil }
    let lists = words(vi: "\(count) danh sách", en: count == 1 ? "1 list" : "\(count) lists")
    return "\(record.folder): \(words.date(record.asOf)), \(pack), \(lists)"
  }

  private func number(_ value: Int) -> String { words.number(value) }

  /// The three causes, in the order in which they are taken.
  private var causes: [(name: String, part: (FirmComparison.Parts) -> ScorePair)] {
    [
      (words(vi: "luật", en: "law"), { $0.law }), (words(vi: "quy tắc", en: "rule text"), { $0.text }),
      (words(vi: "dữ liệu", en: "data"), { $0.data }), (words(vi: "tổng", en: "together"), { $0.sum }),
    ]
  }

  private var effects: [String] {
    var table = TextTable([
      .init(words(vi: "Do", en: "Through")), .init(words(vi: "doanh nghiệp", en: "firms"), .right),
      .init(words(vi: "tăng", en: "up"), .right), .init(words(vi: "giảm", en: "down"), .right),
      .init(words(vi: "điểm chắc chắn", en: "certain points"), .right),
      .init(words(vi: "điểm cao nhất", en: "most points"), .right),
    ])
    for cause in causes {
      let effect = comparison.effect(of: cause.part)
      table.append([
        cause.name, number(effect.firms), number(effect.up), number(effect.down), signed(effect.sum.low),
        signed(effect.sum.high),
      ])
    }
    return table.lines(width: width)
  }

  private var firms: [String] {
    let shown = comparison.firms.filter { $0.change.map { $0 != .zero } ?? true }.prefix(top)
    guard !shown.isEmpty else { return [] }
    var table = TextTable([
      .init(words(vi: "Mã số thuế", en: "Tax code")),
      .init(words(vi: "Doanh nghiệp", en: "Firm"), shrinksTo: 10),
      .init(words(vi: "Trước", en: "Before"), .right), .init(words(vi: "Sau", en: "After"), .right),
      .init(words(vi: "Luật", en: "Law"), .right), .init(words(vi: "Quy tắc", en: "Text"), .right),
      .init(words(vi: "Dữ liệu", en: "Data"), .right),
    ])
    for firm in shown {
      let parts = firm.parts.map { [$0.law, $0.text, $0.data].map(pair) } ?? ["", "", ""]
      table.append(
        [
          firm.key, firm.name, firm.before.map(interval) ?? words(vi: "mới", en: "new"),
          firm.after.map(interval) ?? words(vi: "không còn", en: "gone"),
        ] + parts)
    }
    return table.lines(width: width)
  }

  private func interval(_ score: ScorePair) -> String { words.interval(low: score.low, high: score.high) }

  /// A change of both ends; one number where both moved alike, a dot where neither did.
  private func pair(_ change: ScorePair) -> String {
    if change == .zero { return "·" }
    return change.low == change.high ? signed(change.low) : "\(signed(change.low))/\(signed(change.high))"
  }

  private func signed(_ value: Int) -> String { value > 0 ? "+" + number(value) : number(value) }

  private var notes: [String] {
    var lines =
      [""]
      + wrapped(
        words(
          vi: "Thay đổi: điểm chắc chắn/điểm cao nhất có thể; luật, rồi quy tắc, rồi dữ liệu; · là không đổi",
          en: "Changes: certain/most possible score; law, then rule text, then data; · is no change"))
    if !compared.unmatched.isEmpty {
      let names = compared.unmatched.joined(separator: ", ")
      lines += wrapped(
        words(
          vi: "Chỉ có trong một bộ quy tắc, nên tính vào quy tắc: \(names)",
          en: "In one pack only, so part of the rule text: \(names)"))
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] {
    ExplainCodeCommand.wrapped(text, width: max(40, width)).split(separator: "\n").map(String.init)
  }

  // MARK: - CSV

  private static let columns = [
    "tax_code", "name", "status", "low_before", "high_before", "low_after", "high_after", "low_change",
    "low_law", "low_text", "low_data", "high_change", "high_law", "high_text", "high_data",
  ]

  private func status(_ firm: FirmComparison) -> String {
    firm.before == nil ? "new" : firm.after == nil ? "gone" : "both"
  }

  /// Figures of a firm in the order of the columns.
  private func figures(_ firm: FirmComparison) -> [Int?] {
    [
      firm.before?.low, firm.before?.high, firm.after?.low, firm.after?.high, firm.change?.low,
      firm.parts?.law.low, firm.parts?.text.low, firm.parts?.data.low, firm.change?.high,
      firm.parts?.law.high, firm.parts?.text.high, firm.parts?.data.high,
    ]
  }

  private var csv: [UInt8] {
    var writer = CSVWriter()
    writer.record(Self.columns)
    for firm in comparison.firms {
      writer.text(firm.key)
      writer.text(firm.name)
      writer.text(status(firm))
      for figure in figures(firm) {
        if let figure { writer.number(Int64(figure)) } else { writer.blank() }
      }
      writer.endRecord()
    }
    return writer.takeBytes()
  }

  // MARK: - JSON

  private var json: JSONValue {
    .object([
      "comparison_version": .integer(1), "before": side(json: compared.first.record),
      "after": side(json: compared.second.record),
      "summary": .object([
        "firms_in_both": count(comparison.common), "firms_changed": count(comparison.changed),
        "firms_new": count(comparison.new), "firms_gone": count(comparison.gone),
        "law": json(comparison.effect { $0.law }), "text": json(comparison.effect { $0.text }),
        "data": json(comparison.effect { $0.data }), "together": json(comparison.effect { $0.sum }),
      ]),
      "in_one_pack_only": .array(compared.unmatched.map(JSONValue.string)),
      "firms": .array(comparison.firms.map(json)),
    ])
  }

  private func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  private func side(json record: RecordedRun) -> JSONValue {
    .object([
      "as_of": .string(record.asOf.description), "pack": .string(record.rules.name),
      "pack_version": .string(record.rules.version), "meaning_hash": .string(record.rules.meaning),
    ])
  }

  private func json(_ effect: RunComparison.Effect) -> JSONValue {
    .object([
      "firms": count(effect.firms), "up": count(effect.up), "down": count(effect.down),
      "low": count(effect.sum.low), "high": count(effect.sum.high),
    ])
  }

  private func json(_ firm: FirmComparison) -> JSONValue {
    let names = Self.columns.dropFirst(3)
    let texts = [("tax_code", firm.key), ("name", firm.name), ("status", status(firm))]
    let members =
      texts.map { JSONValue.Member($0.0, .string($0.1)) }
      + zip(names, figures(firm)).map { name, figure in
        JSONValue.Member(name, figure.map(count) ?? .null)
      }
    return .object(members)
  }
}
