import FirmTable
import RecordFiles
import RuleModel
import Synchronization

/// Chooses some of the firms of stretches, and lets go of the others.
package protocol FirmChoice: Sendable {
  /// What one thread keeps from stretch to stretch.
  associatedtype Worker
  /// What is kept of a stretch.
  associatedtype Score: Sendable

  /// Texts whose codes it knows, as `StretchConsumer.pool`.
  var pool: TextPool { get }
  func makeWorker() -> Worker
  /// What is kept of a stretch; on any thread, also of rows that turn out to be read from a wrong place.
  func score(_ table: FirmTable, _ worker: inout Worker) -> Score
  /// Places in a stretch of the firms that may be chosen.
  func candidates(_ score: Score) -> [Int]
  /// Takes the next stretch in the order of the file; one thread at a time.
  ///
  /// - Returns: when candidates are given up, the places that the others had among all that were held, those of the stretch
  ///   last, in the order that they have now.
  func take(_ score: Score) -> [Int]?
  /// Whether the choice can be made, so that the list need not be read once more.
  var isSettled: Bool { get }
  /// Places of the chosen firms among the candidates, in their order.
  var chosen: [Int] { get }
}

/// Rows of the firms that may be chosen.
struct CandidateRows: Sendable {
  private var parts: [PartRows] = []

  private static let mostParts = 64

  /// Adds rows that follow.
  mutating func append(_ rows: PartRows, of input: InputBytes) {
    // The first part tells the columns.
    if parts.isEmpty || !rows.keys.isEmpty { parts.append(rows) }
    if parts.count > Self.mostParts { parts = [input.withBytes { PartRows(joining: parts, in: $0) }] }
  }

  /// Keeps the rows at some places, in this order.
  mutating func keep(_ places: [Int], of input: InputBytes) {
    guard !parts.isEmpty else { return }
    parts = [input.withBytes { PartRows(joining: parts, in: $0) }.picking(places)]
  }

  /// All rows that are kept; nil when there never was a stretch.
  func rows(of input: InputBytes) -> PartRows? {
    parts.isEmpty ? nil : input.withBytes { PartRows(joining: parts, in: $0) }
  }
}

/// Breaches of consistency checks, counted without the firms.
struct BreachCount: Sendable {
  /// Firms that break each check.
  private(set) var byCheck: [Int]
  /// The least tax code among them.
  private var first: [UInt64?]

  init(checks: Int) {
    byCheck = [Int](repeating: 0, count: checks)
    first = [UInt64?](repeating: nil, count: checks)
  }

  /// Adds a firm.
  mutating func add(_ check: Int, _ key: UInt64) {
    byCheck[check] += 1
    first[check] = min(first[check] ?? key, key)
  }

  /// Adds other firms.
  mutating func add(_ other: BreachCount) {
    for check in byCheck.indices {
      byCheck[check] += other.byCheck[check]
      if let key = other.first[check] { first[check] = min(first[check] ?? key, key) }
    }
  }

  /// The first firm of each check, as long as a join that keeps so many breaches would keep it.
  func account(keeping most: Int) -> BreachAccount {
    var account = BreachAccount(byCheck: byCheck)
    var before = 0
    for (check, key) in first.enumerated() where before < most {
      if let key {
        account.kept.append(InconsistentFigures(check: check, key: FirmKey.code(key), figures: []))
      }
      before += byCheck[check]
    }
    return account
  }
}

/// Takes the rows of the only list of a run, of which only some firms are asked about afterwards.
///
/// Of the other firms nothing stays but their tax codes, and those only while it is not known which stand several times.
final class ListSelection<Choice: FirmChoice>: PartConsumer {
  struct Worker {
    var pool: TextPool
    var choosing: Choice.Worker
  }

  /// What is kept of one stretch.
  struct Digest: Sendable {
    var keys: [UInt64]
    var score: Choice.Score
    var candidates: PartRows
    var accounts: [FieldAccount]
    var summaries: [FieldSummary]
    var breaches: BreachCount
    var suspects: Int
    /// Rows of firms that have several.
    var repeated: PartRows?
  }

  struct State {
    /// Number of firms.
    var count = 0
    /// Their tax codes, where they are asked for.
    var keys: [UInt64] = []
    var counts = FieldCounts()
    var breaches: BreachCount
    /// Firms whose name stands in a rejected row.
    var suspects = 0
    var candidates = CandidateRows()
    /// Rows that were set aside.
    var repeated = RepeatedRows()
  }

  let fields: StretchFields
  /// Fields whose cells are kept of chosen firms, ascending.
  let kept: [FieldIndex]
  let choice: Choice
  private let reading: StreamReading
  private let known: ForeknownRows
  private let state: Mutex<State>

  init(_ fields: StretchFields, _ choice: Choice, _ reading: StreamReading, _ known: ForeknownRows) {
    self.fields = fields
    self.choice = choice
    self.reading = reading
    self.known = known
    kept = fields.entries.map(\.join.field).filter(reading.kept.fields.contains)
    state = Mutex(State(breaches: BreachCount(checks: reading.ruleSet.checks.count)))
  }

  private var input: InputBytes { reading.list.opened.input }

  func makeWorker() -> Worker { Worker(pool: choice.pool, choosing: choice.makeWorker()) }

  func digest(_ rows: PartRows, _ worker: inout Worker) -> Digest {
    guard let repeated = known.repeated, !repeated.isEmpty, rows.keys.contains(where: repeated.contains)
    else {
      return digest(unique: rows, &worker)
    }
    let places = rows.keys.indices
    var digest = digest(unique: rows.picking(places.filter { !repeated.contains(rows.keys[$0]) }), &worker)
    digest.repeated = rows.picking(places.filter { repeated.contains(rows.keys[$0]) })
    return digest
  }

  /// What is kept of rows each of which is a firm.
  private func digest(unique rows: PartRows, _ worker: inout Worker) -> Digest {
    let stretch = fields.stretch(rows, &worker.pool)
    var breaches = BreachCount(checks: reading.ruleSet.checks.count)
    for breach in reading.checks?(stretch.table) ?? [] { breaches.add(breach.check, rows.keys[breach.firm]) }
    let score = choice.score(stretch.table, &worker.choosing)
    let candidates = rows.picking(choice.candidates(score))
    return Digest(
      keys: rows.keys, score: score,
      // Other texts of the stretch are let go of.
      candidates: input.withBytes { PartRows(joining: [candidates], in: $0) },
      accounts: stretch.accounts, summaries: stretch.summaries, breaches: breaches,
      suspects: suspects(stretch.table, rows))
  }

  /// How many firms of a stretch have a name that stands in a rejected row.
  private func suspects(_ table: FirmTable, _ rows: PartRows) -> Int {
    guard !known.rejectedNames.isEmpty, let field = reading.ruleSet.field(with: .name) else { return 0 }
    if let name = fields.constants[field] {
      let column = StoredColumn.constant(name, count: rows.keys.count)
      return known.rejectedNames.suspects(names: column, fields.pool).count { $0 == 1 }
    }
    let cells = fields.kept([field], of: table, rows)
    guard !cells.isEmpty else { return 0 }
    var names = KeptFirms([field], of: fields)
    names.append(cells, given: [:])
    var pool = names.pool
    return input.withBytes { bytes in
      pool.refer(to: OutsideBytes(UnsafeRawBufferPointer(bytes), of: input))
      return known.rejectedNames.suspects(names: names.columns[0], pool).count { $0 == 1 }
    }
  }

  func take(_ digest: Digest, after lines: Int, before offset: Int) {
    state.withLock { state in
      if known.repeated == nil {
        if state.keys.isEmpty {
          // Memory is only taken as codes come, and never copied.
          state.keys.reserveCapacity(
            (digest.keys.count + 64) * (input.count / max(1, min(offset, input.count)) + 1) * 17 / 16)
        }
        state.keys.append(contentsOf: digest.keys)
      }
      state.count += digest.keys.count
      state.counts.add(digest.accounts, digest.summaries)
      state.breaches.add(digest.breaches)
      state.suspects += digest.suspects
      state.candidates.append(digest.candidates.numbered(after: lines), of: input)
      if let places = choice.take(digest.score) { state.candidates.keep(places, of: input) }
      if let rows = digest.repeated { state.repeated.append(rows.numbered(after: lines)) }
    }
  }

  /// Takes firms whose rows were set aside, now that those of each are one.
  func take(_ firms: RepeatedFirms) {
    var worker = makeWorker()
    take(digest(unique: firms.rows, &worker), after: 0, before: input.count)
  }

  /// What was taken; the selection forgets it.
  func takeState() -> State {
    state.withLock { state in
      defer { state = State(breaches: BreachCount(checks: reading.ruleSet.checks.count)) }
      return state
    }
  }

  /// The rows that were set aside.
  var repeatedRows: RepeatedRows { state.withLock { $0.repeated } }
}
