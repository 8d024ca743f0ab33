import FirmTable
import RuleModel

/// Which fields this run can know before its first row is read.
///
/// A field is carried when a column of the lists, a presumption or a derivation from carried fields gives it.
public struct CarriedFields: Sendable {
  /// Fields that have a column in this run.
  public let columns: Set<FieldIndex>
  /// `many` sources that were given.
  public let sources: Set<SourceIndex>
  /// Given `many` sources on which a firm without rows is known to have none.
  public let completeSources: Set<SourceIndex>
  private let carried: [Bool]

  /// Finds the carried fields from the columns that a run has, without any row.
  public init(
    ruleSet: RuleSet, columns: Set<FieldIndex>, sources: Set<SourceIndex>, completeSources: Set<SourceIndex>
  ) {
    self.columns = columns
    self.sources = sources
    self.completeSources = completeSources
    var possible = PossibleValues(
      ruleSet: ruleSet, columns: columns, sources: sources, completeSources: completeSources, asOf: nil)
    carried = ruleSet.fields.indices.map { possible.canBeKnown($0) }
  }

  /// Finds the carried fields of a table.
  public init(ruleSet: RuleSet, table: FirmTable) {
    var columns: Set<FieldIndex> = []
    var sources: Set<SourceIndex> = []
    var completeSources: Set<SourceIndex> = []
    for field in table.columns.indices where table.carries(field) { columns.insert(field) }
    for (source, rows) in table.rows.enumerated() {
      guard let rows else { continue }
      sources.insert(source)
      if rows.isComplete { completeSources.insert(source) }
      for field in rows.columns.indices where rows.columns[field] != nil { columns.insert(field) }
    }
    self.init(ruleSet: ruleSet, columns: columns, sources: sources, completeSources: completeSources)
  }

  /// Whether a field is carried.
  public func contains(_ field: FieldIndex) -> Bool { carried.indices.contains(field) && carried[field] }
}
