import Diagnostics
import RuleLanguage
import RuleModel

/// Fines.
extension CheckingContext {
  private var money: ValueType {
    .number(NumberType(unit: .money, scale: 0, lowest: 0, highest: Int64.max - 16))
  }

  private var share: ValueType {
    .number(NumberType(unit: .none, scale: 4, lowest: 0, highest: 10_000, isPercent: true))
  }

  func fine(_ clause: FineClause) -> Fine? {
    guard let amount = amount(clause.amount) else { return nil }
    var level: Fine.Level?
    switch clause.payer {
    case .unsaid: level = nil
    case .doubled: level = .doubled
    case .organisations: level = .organisations
    }
    return Fine(
      citation: citation(clause.citation), period: clause.period.flatMap { period($0) }, level: level,
      amount: amount, ceiling: clause.upTo.flatMap { dong($0) },
      warningBelow: clause.warningBelow.flatMap { dong($0) })
  }

  private func dong(_ syntax: SyntaxExpression) -> Int64? {
    guard case .number(let raw)? = constant(syntax, as: money) else { return nil }
    return raw
  }

  private func amount(_ syntax: FineClause.Amount) -> Fine.Amount? {
    switch syntax {
    case .notEntered: return .notEntered
    case .invalid: return nil
    case .range(let low, let high, let each):
      guard let (from, to) = range(low, high, as: money) else { return nil }
      return .range(from, to, each: each != nil)
    case .share(let low, let high, let sum):
      guard let (from, to) = range(low, high, as: share) else { return nil }
      guard let base = expression(sum, expecting: nil), base.type.number?.unit == .money else {
        report(.unitMismatch, "a share of a fine is taken of a sum of money", at: sum.span)
        return nil
      }
      return .share(from, to, of: base)
    case .steps(let measure, let steps): return banded(measure, steps)
    }
  }

  private func range(
    _ low: SyntaxExpression, _ high: SyntaxExpression, as type: ValueType
  ) -> (Int64, Int64)? {
    guard case .number(let from)? = constant(low, as: type), case .number(let to)? = constant(high, as: type)
    else { return nil }
    if from > to {
      report(.outsideRange, "fine range runs backwards", at: low.span.union(high.span))
      return nil
    }
    return (from, to)
  }

  private func banded(_ measure: FineClause.Measure, _ steps: [FineClause.Step]) -> Fine.Amount? {
    let persons = MeasureUnit(numerator: ["persons"], denominator: [])
    var number = NumberType(unit: persons, scale: 0, lowest: 0, highest: Int64.max - 16)
    var by = Fine.BandedBy.affects
    if case .field(let name) = measure {
      guard let index = fieldIndex[name.text] else {
        reportUnknown("field", name, among: fields.map(\.name))
        return nil
      }
      guard let type = fields[index].type.number else {
        report(.typeMismatch, "bands need a number field", at: name.span)
        return nil
      }
      number = type
      by = .field(index)
    }
    var bands: [(lowest: Int64, highest: Int64?, span: Span)] = []
    var checked: [Fine.Band] = []
    for step in steps {
      guard let ends = rawBand(step.band, as: number), let (from, to) = range(step.low, step.high, as: money)
      else { return nil }
      bands.append((ends.lowest, ends.highest, step.band.span))
      checked.append(Fine.Band(lowest: ends.lowest, highest: ends.highest, from: from, to: to))
    }
    checkBands(bands, of: "the fine")
    return .banded(by: by, checked)
  }
}
