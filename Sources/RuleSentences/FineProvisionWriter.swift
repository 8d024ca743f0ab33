import RuleModel

/// Writes fines as the acts provide them, before any firm's figures are known.
public struct FineProvisionWriter: Sendable {
  private let values: ValueWriter
  private let bands: ParameterValueWriter
  private let sentences: RuleSentenceWriter

  /// Creates a writer for one language and rule set; parameters have their values on a day.
  public init(language: Language, ruleSet: RuleSet, asOf: CivilDate) {
    values = ValueWriter(language: language, ruleSet: ruleSet)
    bands = ParameterValueWriter(language: language, ruleSet: ruleSet)
    sentences = RuleSentenceWriter(language: language, ruleSet: ruleSet, asOf: asOf)
  }

  /// One band of a fine in words.
  public struct BandText: Hashable, Sendable {
    /// Which firms it holds for, such as `10–49 persons`.
    public var band: String
    /// The least fine in đồng, grouped.
    public var from: String
    /// The greatest fine in đồng, grouped.
    public var to: String
  }

  /// The amount of a fine in one line, bands and limits with it.
  public func amount(_ fine: Fine) -> String { amount(fine, bandNote: nil).text }

  /// The amount of a fine in one line.
  ///
  /// - Parameter bandNote: what stands instead of the bands, where they follow as a table; nil to write them out.
  public func amount(_ fine: Fine, bandNote: String?) -> [SentencePiece] {
    var pieces = base(fine, bandNote: bandNote)
    if let ceiling = fine.ceiling {
      pieces.append(SentencePiece(values.words(vi: ", tối đa ", en: ", at most ") + values.money(ceiling)))
    }
    if let limit = fine.warningBelow {
      let words = values.words(vi: "; cảnh cáo nếu dưới ", en: "; a warning only below ")
      pieces.append(SentencePiece(words + values.money(limit)))
    }
    switch fine.level {
    case .doubled:
      pieces.append(
        SentencePiece(
          values.words(
            vi: "; mức của tổ chức, hộ kinh doanh bằng một nửa",
            en: "; organisations' level, household businesses half")))
    case .organisations:
      pieces.append(SentencePiece(values.words(vi: "; mức đối với tổ chức", en: "; level for organisations")))
    case nil: break
    }
    return pieces
  }

  private func base(_ fine: Fine, bandNote: String?) -> [SentencePiece] {
    switch fine.amount {
    case .notEntered:
      return [SentencePiece(values.words(vi: "chưa nhập mức phạt", en: "amount not entered"))]
    case .range(let from, let to, let each):
      let tail = each ? values.words(vi: " cho mỗi người lao động", en: " for each worker") : ""
      return [SentencePiece(range(from, to) + tail)]
    case .share(let from, let to, let base):
      let least = from == to ? "" : values.percent(from, scale: 4) + until
      let share = least + values.percent(to, scale: 4) + values.words(vi: " của ", en: " of ")
      return [SentencePiece(share)] + sentences.pieces(base)
    case .banded(let by, _):
      var pieces = [SentencePiece(values.words(vi: "theo ", en: "by "))] + measure(by)
      if let bandNote {
        pieces.append(SentencePiece(bandNote))
      } else {
        let list = bandTexts(fine).map { "\($0.band): \($0.from)" + ($0.from == $0.to ? "" : until + $0.to) }
        pieces.append(
          SentencePiece(" (" + list.joined(separator: "; ") + values.words(vi: " đồng)", en: " VND)")))
      }
      return pieces
    }
  }

  private var until: String { values.words(vi: " đến ", en: " to ") }

  private func range(_ from: Int64, _ to: Int64) -> String {
    from == to ? values.money(to) : values.number(from, scale: 0) + until + values.money(to)
  }

  /// What decides the band: workers affected, or a field.
  public func measure(_ by: Fine.BandedBy) -> [SentencePiece] {
    switch by {
    case .affects:
      return [SentencePiece(values.words(vi: "số lao động bị ảnh hưởng", en: "workers affected"))]
    case .field(let index):
      let field = values.ruleSet.fields[index]
      let title = field.title[values.language]
      return [SentencePiece(SentenceCase.lowered(title.isEmpty ? field.name : title), .field(index))]
    }
  }

  /// The bands of a fine; empty for a fine without.
  public func bandTexts(_ fine: Fine) -> [BandText] {
    guard case .banded(let by, let steps) = fine.amount else { return [] }
    let type: ValueType
    switch by {
    case .affects:
      let persons = MeasureUnit(numerator: ["persons"], denominator: [])
      type = .number(NumberType(unit: persons, scale: 0, lowest: 0, highest: .max))
    case .field(let index): type = values.ruleSet.fields[index].type
    }
    return steps.map { step in
      BandText(
        band: bands.band(step.lowest, step.highest, type: type), from: values.number(step.from, scale: 0),
        to: values.number(step.to, scale: 0))
    }
  }
}
