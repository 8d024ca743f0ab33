import FirmTable
import RecordFiles
import RuleModel
import Synchronization

/// What a run makes of stretches of firms whose cells are not kept.
package protocol StretchConsumer: Sendable {
  /// What one thread keeps from stretch to stretch.
  associatedtype Worker
  /// What is kept of a stretch.
  associatedtype Score: Sendable

  /// Texts whose codes it knows, those of the empty table before its own; stretches keep their codes.
  var pool: TextPool { get }

  func makeWorker() -> Worker
  /// What is kept of a stretch, whose firms stand in the order of the file; on any thread, also of rows that turn out to be
  /// read from a wrong place.
  func score(_ table: FirmTable, _ worker: inout Worker) -> Score
  /// Takes what is kept of the next stretch in the order of the file; one thread at a time.
  ///
  /// - Parameter expected: about how many firms all stretches have.
  func take(_ score: Score, expected: Int)
  /// Forgets what was taken, since the list is read again.
  func forget()
}

/// What is kept of one stretch of a list.
struct StretchDigest<Score: Sendable>: Sendable {
  var keys: [UInt64]
  var score: Score
  var accounts: [FieldAccount]
  var summaries: [FieldSummary]
  /// In the order of `ListStream.kept`.
  var kept: [KeptCells]
  /// Whether cells were given, of fields that are asked so after scoring.
  var given: [FieldIndex: [UInt8]]
  var breaches: [Breach]
  /// Rows of firms that have several.
  var repeated: PartRows?

  /// A row whose figures break a consistency check.
  struct Breach: Sendable {
    var check: Int
    var row: Int
    var place: CellLocator.RowPlace
  }
}

/// Takes the rows of the only list of a run, stretch by stretch.
final class ListStream<Consumer: StretchConsumer>: PartConsumer {
  struct Worker {
    var pool: TextPool
    var scoring: Consumer.Worker
  }

  struct State {
    var keys: [UInt64] = []
    var counts = FieldCounts()
    var kept: KeptFirms
    var breaches: [StretchDigest<Consumer.Score>.Breach] = []
    /// Rows that were set aside.
    var repeated = RepeatedRows()
  }

  let fields: StretchFields
  /// Fields whose cells are kept, ascending.
  let kept: [FieldIndex]
  private let keptGiven: Set<FieldIndex>
  private let consumer: Consumer
  private let checks: CheckEvaluation?
  private let input: InputBytes
  /// Firms whose rows are set aside.
  private let repeated: Set<UInt64>
  private let state: Mutex<State>

  /// - Parameters:
  ///   - input: the list.
  ///   - repeated: firms whose rows are set aside.
  init(
    _ fields: StretchFields, _ consumer: Consumer, keeping wanted: KeptFields, checks: CheckEvaluation?,
    of input: InputBytes, repeated: Set<UInt64>
  ) {
    self.input = input
    self.repeated = repeated
    self.fields = fields
    self.consumer = consumer
    self.checks = checks
    kept = fields.entries.map(\.join.field).filter(wanted.fields.contains)
    keptGiven = wanted.given
    state = Mutex(State(kept: KeptFirms(kept, of: fields)))
  }

  func makeWorker() -> Worker { Worker(pool: consumer.pool, scoring: consumer.makeWorker()) }

  func digest(_ rows: PartRows, _ worker: inout Worker) -> StretchDigest<Consumer.Score> {
    guard !repeated.isEmpty, rows.keys.contains(where: repeated.contains) else {
      return digest(unique: rows, &worker)
    }
    let places = rows.keys.indices
    var digest = digest(unique: rows.picking(places.filter { !repeated.contains(rows.keys[$0]) }), &worker)
    digest.repeated = rows.picking(places.filter { repeated.contains(rows.keys[$0]) })
    return digest
  }

  /// What is kept of rows each of which is a firm.
  private func digest(unique rows: PartRows, _ worker: inout Worker) -> StretchDigest<Consumer.Score> {
    let stretch = fields.stretch(rows, &worker.pool)
    var table = stretch.table
    let breaches = (checks?(table) ?? []).map { breach in
      StretchDigest<Consumer.Score>.Breach(
        check: breach.check, row: breach.firm,
        place: CellLocator.RowPlace(
          line: Int(rows.lines[breach.firm]), offset: Int(clamping: rows.offsets[breach.firm])))
    }
    let kept = fields.kept(kept, of: table, rows)
    let score = consumer.score(table, &worker.scoring)
    table.columns = []
    return StretchDigest(
      keys: rows.keys, score: score, accounts: stretch.accounts, summaries: stretch.summaries, kept: kept,
      given: table.given.filter { keptGiven.contains($0.key) }, breaches: breaches)
  }

  func take(_ digest: StretchDigest<Consumer.Score>, after lines: Int, before offset: Int) {
    state.withLock { state in
      let first = state.keys.count
      // Room for all is asked for at the first stretch: memory is only taken as rows come, and never copied.
      let expected =
        first > 0
        ? 0 : (digest.keys.count + 64) * (input.count / max(1, min(offset, input.count)) + 1) * 17 / 16
      if first == 0 {
        state.keys.reserveCapacity(expected)
        state.kept.reserve(expected, like: digest.kept)
      }
      state.keys.append(contentsOf: digest.keys)
      consumer.take(digest.score, expected: expected)
      state.counts.add(digest.accounts, digest.summaries)
      state.kept.append(digest.kept, given: digest.given)
      if let rows = digest.repeated { state.repeated.append(rows.numbered(after: lines)) }
      for breach in digest.breaches {
        var moved = breach
        moved.row += first
        moved.place.line += lines
        state.breaches.append(moved)
      }
    }
  }

  /// Takes firms whose rows were set aside, now that those of each are one.
  func take(_ firms: RepeatedFirms) {
    var worker = makeWorker()
    take(digest(unique: firms.rows, &worker), after: 0, before: input.count)
  }

  /// Tax codes of the rows that were taken.
  var keys: [UInt64] { state.withLock { $0.keys } }

  /// The rows that were set aside.
  var repeatedRows: RepeatedRows { state.withLock { $0.repeated } }

  /// Lets the consumer forget what it has taken.
  func forget() { consumer.forget() }

  /// What was taken; the stream forgets it.
  func takeState() -> State {
    state.withLock { state in
      defer { state = State(kept: KeptFirms(kept, of: fields)) }
      return state
    }
  }
}
