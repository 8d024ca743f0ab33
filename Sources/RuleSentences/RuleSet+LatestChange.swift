import RuleModel

extension RuleSet {
  /// The day on which the last rule or value that the pack knows of takes effect: the law as it is when nothing newer
  /// is known.
  public var latestChange: CivilDate {
    let rules = rules.map(\.effective.from)
    let values = parameters.flatMap { $0.entries.map(\.period.from) }
    let sets = sets.flatMap { $0.entries.map(\.period.from) }
    let fines = self.rules.flatMap { $0.fines.compactMap { $0.period?.from } }
    return (rules + values + sets + fines).max() ?? CivilDate(days: 0)
  }
}
