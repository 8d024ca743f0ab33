/// What was seen of how the cells of each wanted column are written; evidence of several stretches adds up.
struct FormatEvidence: Hashable, Sendable {
  var numbers: [NumberEvidence]
  var dates: [DateEvidence]
  var truths: [TruthEvidence]

  /// Evidence of nothing.
  init(columns: Int) {
    numbers = Array(repeating: NumberEvidence(), count: columns)
    dates = Array(repeating: DateEvidence(), count: columns)
    truths = Array(repeating: TruthEvidence(), count: columns)
  }

  /// Adds what was seen elsewhere of the same columns.
  mutating func add(_ other: FormatEvidence) {
    for column in numbers.indices {
      numbers[column].add(other.numbers[column])
      dates[column].add(other.dates[column])
      truths[column].add(other.truths[column])
    }
  }
}
