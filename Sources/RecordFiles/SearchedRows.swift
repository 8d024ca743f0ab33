/// The first records of a file as texts, and what the columns below them hold; worked out when it is asked for, since a
/// header is mostly found before much of it is needed.
final class SearchedRows: RandomAccessCollection {
  private static let most = 64

  private let batch: RecordBatch
  private let source: CellSource
  private let width: Int
  private var texts: [[String]?]

  init(_ trial: DialectTrial, _ source: CellSource) {
    batch = trial.batch
    width = trial.width
    self.source = source
    texts = Array(repeating: nil, count: Swift.min(Self.most, trial.batch.records.count))
  }

  var startIndex: Int { 0 }
  var endIndex: Int { texts.count }

  /// The cells of a record; none when it has a fault.
  subscript(place: Int) -> [String] {
    if let known = texts[place] { return known }
    let record = batch.records[place]
    let cells = record.fault == .none ? batch.withView { source.texts(record, $0) } : []
    texts[place] = cells
    return cells
  }

  /// Columns that hold numbers and dates in the lower half of the records, titles that come again aside.
  private(set) lazy var numericColumns: Set<Int> = batch.withView { view in
    let body = batch.records.filter { $0.cellCount == width }
    let figures = Self.withoutRepeatedTitles(body, view, source)
    return Self.numericColumns(figures.suffix((figures.count + 1) / 2), view, source)
  }

  /// The records but those that hold no figure and stand there several times, as titles and units on every page do.
  private static func withoutRepeatedTitles(
    _ records: [ScannedRecord], _ batch: BatchView, _ source: CellSource
  ) -> [ScannedRecord] {
    // By a hash of their bytes: no text is made of records that are looked at under the wrong delimiter as well.
    let hashes = records.map { record -> UInt64? in
      let hasFigure = (0..<record.cellCount).contains { cell in
        let content = source.content(of: cell, in: record, batch)
        let trimmed = TextNormalisation.trim(content)
        return !trimmed.isEmpty && HeaderFinder.isNumberLike(UnsafeBufferPointer(rebasing: content[trimmed]))
      }
      return hasFigure ? nil : Reject.hash(of: source.bytes[record.start..<record.end])
    }
    var counts: [UInt64: Int] = [:]
    for case .some(let hash) in hashes { counts[hash, default: 0] += 1 }
    return zip(records, hashes).filter { ($0.1.flatMap { counts[$0] } ?? 0) < 2 }.map(\.0)
  }

  private static func numericColumns(
    _ records: ArraySlice<ScannedRecord>, _ batch: BatchView, _ source: CellSource
  ) -> Set<Int> {
    var filled: [Int: Int] = [:]
    var numbers: [Int: Int] = [:]
    for record in records {
      for cell in 0..<record.cellCount {
        let content = source.content(of: cell, in: record, batch)
        let trimmed = TextNormalisation.trim(content)
        if trimmed.isEmpty { continue }
        filled[cell, default: 0] += 1
        if HeaderFinder.isNumberLike(UnsafeBufferPointer(rebasing: content[trimmed])) {
          numbers[cell, default: 0] += 1
        }
      }
    }
    return Set(filled.filter { $0.value * 9 <= (numbers[$0.key] ?? 0) * 10 }.keys)
  }
}
