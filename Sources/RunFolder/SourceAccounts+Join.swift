import FirmSources
import RecordFiles
import RiskScoring
import RuleModel

extension SourceAccounts {
  /// Takes over the account of a join.
  ///
  /// - Parameters:
  ///   - account: where every row and cell went.
  ///   - ruleSet: the rules whose sources and fields it speaks of.
  ///   - includePersonal: whether cells of personal fields are listed as they stand.
  ///   - jobs: most threads at work; the result is the same for any number.
  ///   - relativePath: a file's path relative to the input.
  public init(
    _ account: JoinAccount, ruleSet: RuleSet, includePersonal: Bool = false, jobs: Int = 1,
    relativePath: @Sendable (String) -> String = { $0 }
  ) {
    let given = account.sources.filter(\.isGiven)
    self.init(
      sources: given.map { SourceBalance($0, ruleSet: ruleSet, relativePath: relativePath) },
      fields: account.fields.map { FieldBalance($0, ruleSet: ruleSet) },
      rejects: given.flatMap { source in
        (source.rejects?.kept ?? []).map {
          RejectedPart($0, source: ruleSet.sources[source.source].name, relativePath: relativePath)
        }
      }, rejectsNotListed: given.reduce(0) { $0 + ($1.rejects?.notKept ?? 0) },
      conflicts: Self.conflicts(account, ruleSet, includePersonal, jobs, relativePath),
      conflictsNotListed: account.conflictsWithinLists + account.conflictsBetweenLists
        - account.conflicts.count,
      distinctKeys: account.firms)
    list(account, given, ruleSet, relativePath)
    breachesOfChecks = account.breachesOfChecks
    inconsistent = account.inconsistencies.map {
      InconsistentPart($0, ruleSet: ruleSet, includePersonal: includePersonal, relativePath: relativePath)
    }
  }

  private static func conflicts(
    _ account: JoinAccount, _ ruleSet: RuleSet, _ includePersonal: Bool, _ jobs: Int,
    _ relativePath: @Sendable (String) -> String
  ) -> [SourceConflict] {
    let (all, size) = (account.conflicts, 512)
    let pieces = ConcurrentChunks.map(count: (all.count + size - 1) / size, jobs: jobs, worker: {}) {
      _, piece in
      all[piece * size..<min((piece + 1) * size, all.count)].map { conflict in
        let isHidden = ruleSet.fields[conflict.field].isPersonal && !includePersonal
        return SourceConflict(conflict, isHidden: isHidden, relativePath: relativePath)
      }
    }
    return Array(pieces.joined())
  }

  /// Cells by field and source, and rows without a firm.
  private mutating func list(
    _ account: JoinAccount, _ given: [SourceAccount], _ ruleSet: RuleSet, _ relativePath: (String) -> String
  ) {
    cells =
      given.flatMap { source in
        source.fields.map { CellBalance($0, of: ruleSet.sources[source.source].name) }
      } + account.fields.map { CellBalance($0, ruleSet: ruleSet) }
    unmatched = given.flatMap { source in
      source.unmatchedRows.map { row in
        UnmatchedPart(
          source: ruleSet.sources[source.source].name, file: source.file.map(relativePath) ?? "",
          sheet: source.sheet, line: row.line, code: row.key, hasTaxCode: source.hasTaxCodes)
      }
    }
  }
}

extension InconsistentPart {
  init(
    _ found: InconsistentFigures, ruleSet: RuleSet, includePersonal: Bool, relativePath: (String) -> String
  ) {
    self.init(
      taxCode: found.key, check: found.check,
      figures: found.figures.map { figure in
        let field = ruleSet.fields[figure.field]
        let isHidden = field.isPersonal && !includePersonal
        let value = figure.origin.map { SourceConflict.text($0, isHidden: isHidden, relativePath) }
        return "\(field.name) = \(value ?? "?")"
      })
  }
}

extension CellBalance {
  init(_ account: FieldAccount, of source: String) {
    self.init(source: source, field: account.field)
    given = account.given
    blank = account.blank
    bad = account.bad
    conflicting = account.conflicts
    overruled = account.overruled
  }

  init(_ summary: FieldSummary, ruleSet: RuleSet) {
    self.init(source: nil, field: summary.field)
    let balance = FieldBalance(summary, ruleSet: ruleSet)
    given = summary.given
    blank = balance.blank
    bad = balance.bad
    conflicting = balance.conflicting
    overruled = summary.disagreements
    defaulted = balance.defaulted
    presumed = balance.presumed
    derived = balance.derived
  }
}

extension SourceBalance {
  init(_ account: SourceAccount, ruleSet: RuleSet, relativePath: (String) -> String) {
    self.init(
      source: ruleSet.sources[account.source].name, files: account.file.map { [relativePath($0)] } ?? [],
      listDate: account.date, isStale: account.isStale, isComplete: account.isComplete,
      rowsRead: account.rowsRead,
      joined: account.joined, merged: account.mergedDuplicates, setAside: account.setAsideCount,
      unmatched: account.unmatched, rejected: account.rejected)
    sheet = account.sheet
    crosswalked = account.crosswalked
    linked = account.linked
    inconsistent = account.inconsistent
  }
}

extension FieldBalance {
  /// Cells that no list gives are computed later where the field has a derivation.
  init(_ summary: FieldSummary, ruleSet: RuleSet) {
    let isDerived = ruleSet.fields[summary.field].derivation != nil
    self.init(
      field: summary.field, blank: summary.withheld + (isDerived ? 0 : summary.unknown), bad: summary.bad,
      defaulted: summary.absent, presumed: summary.presumed, derived: isDerived ? summary.unknown : 0,
      conflicting: summary.conflicts)
  }
}

extension RejectedPart {
  init(_ reject: Reject, source: String, relativePath: (String) -> String) {
    self.init(
      source: source, file: relativePath(reject.file), sheet: reject.sheet, line: reject.line,
      cell: reject.cell,
      column: reject.column,
      code: reject.code.id, isWholeRow: reject.severity == .row, raw: reject.rawText, reason: reject.reason,
      advice: reject.advice)
  }
}

extension SourceConflict {
  init(_ conflict: ValueConflict, isHidden: Bool, relativePath: (String) -> String) {
    let first = Self.text(conflict.first, isHidden: isHidden, relativePath)
    let second = Self.text(conflict.second, isHidden: isHidden, relativePath)
    self.init(
      taxCode: conflict.key, field: conflict.field, values: [first, second],
      used: conflict.kind == .betweenLists ? first : nil)
  }

  /// A cell as it stands, with its file and line.
  static func text(_ origin: CellOrigin, isHidden: Bool, _ relativePath: (String) -> String) -> String {
    let place = [
      origin.file.map(relativePath), origin.sheet, origin.cell ?? origin.line.map { String($0) },
    ].compactMap { $0 }
    return (isHidden ? "…" : origin.rawText ?? "") + " (" + place.joined(separator: ":") + ")"
  }
}
