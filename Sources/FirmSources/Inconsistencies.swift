import FirmTable
import RecordFiles
import RuleModel

/// A firm whose figures break a consistency check.
public struct CheckBreach: Hashable, Sendable {
  /// Position in `RuleSet.checks`.
  public var check: Int
  /// Position of the firm in the table.
  public var firm: Int

  /// Creates a breach.
  public init(check: Int, firm: Int) {
    self.check = check
    self.firm = firm
  }
}

/// Finds the breaches of a joined table.
public typealias CheckEvaluation = @Sendable (FirmTable) -> [CheckBreach]

/// Figures of one firm that contradict each other, with their cells.
public struct InconsistentFigures: Hashable, Sendable {
  /// One of the figures.
  public struct Figure: Hashable, Sendable {
    /// The field.
    public var field: FieldIndex
    /// Its cell; nil where no list gives it, so that it is presumed, derived or a default.
    public var origin: CellOrigin?
  }

  /// Position in `RuleSet.checks`.
  public var check: Int
  /// Tax code of the firm.
  public var key: String
  /// The figures, in order of fields.
  public var figures: [Figure]
}

/// Figures that contradict each other, as far as they are kept.
struct BreachAccount {
  /// The first of them, in order of checks and tax codes.
  var kept: [InconsistentFigures] = []
  /// Firms that break each check.
  var byCheck: [Int]
  /// Breaches to which each source gave a figure.
  var bySource: [SourceIndex: Int] = [:]
}

extension FirmJoin {
  /// Names the cells of breaches, and counts each for the sources that gave a figure.
  func inconsistencies(_ breaches: [CheckBreach]) -> BreachAccount {
    var account = BreachAccount(
      byCheck: ruleSet.checks.indices.map { check in breaches.count { $0.check == check } })
    for breach in breaches {
      let figures = ruleSet.checks[breach.check].fields.map { field in
        InconsistentFigures.Figure(field: field, origin: cell(of: field, firm: breach.firm))
      }
      for source in Set(figures.compactMap { $0.origin?.source }) {
        account.bySource[source, default: 0] += 1
      }
      guard account.kept.count < options.keptConflicts else { continue }
      account.kept.append(
        InconsistentFigures(
          check: breach.check, key: FirmKey.code(population[breach.firm]), figures: figures))
    }
    return account
  }

  /// The cell of the first list in order of precedence that gives a field of a firm.
  private func cell(of field: FieldIndex, firm: Int) -> CellOrigin? {
    for source in ruleSet.fields[field].sources {
      guard let list = listOfSource[source], lists[list].places[field] != nil, !isMany(list),
        rows[list].contains(firm)
      else { continue }
      let first = rows[list].rowOfFirm.map { Int($0[firm]) } ?? firm
      let row = merges[list].moved[.init(firm: firm, field: field)] ?? first
      let origin = locators[list].origin(.cell, of: field, row: row)
      if let text = origin.rawText, text.contains(where: { !$0.isWhitespace }) { return origin }
    }
    return nil
  }
}
