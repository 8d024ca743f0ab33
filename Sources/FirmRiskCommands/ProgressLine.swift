import FirmSources
import RuleModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells a person at a terminal how far a long run has come, in one line that is written over and over.
///
/// Nothing of a result depends on it. It appears only when a run takes longer than a moment, and goes when the run ends.
final class ProgressLine: Sendable {
  /// What a run does after reading.
  enum Stage { case scoring, writing }

  private struct State {
    var bytes = 0
    /// Rows read of each list.
    var rows: [Int: Int] = [:]
    var lastShown: ContinuousClock.Instant
    var isShown = false
  }

  private let sink: @Sendable ([UInt8]) -> Void
  private let language: Language
  private let totalBytes: Int
  private let start: ContinuousClock.Instant
  private let patience: Duration
  private let state: Mutex<State>
  private static let pause = Duration.milliseconds(100)

  /// Creates a line that is not shown yet.
  ///
  /// - Parameters:
  ///   - totalBytes: bytes of all lists.
  ///   - language: language of its words.
  ///   - patience: how long a run is before anything is shown.
  ///   - sink: takes what a terminal shows.
  init(
    totalBytes: Int, language: Language, patience: Duration = .milliseconds(400),
    sink: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.totalBytes = totalBytes
    self.language = language
    self.patience = patience
    self.sink = sink
    start = ContinuousClock.now
    state = Mutex(State(lastShown: start - Self.pause))
  }

  /// Notes that some more bytes of a list were read, and how many of its rows that makes.
  func read(_ bytes: Int, list: Int, rows: Int) {
    let now = ContinuousClock.now
    let text = state.withLock { state -> String? in
      state.bytes += bytes
      state.rows[list] = rows
      guard now - start >= patience, now - state.lastShown >= Self.pause else { return nil }
      state.lastShown = now
      state.isShown = true
      return readingText(state, after: now - start)
    }
    if let text { show(text) }
  }

  /// Says what is done after reading.
  func enter(_ stage: Stage, firms: Int) {
    guard ContinuousClock.now - start >= patience else { return }
    state.withLock { $0.isShown = true }
    let firms = grouped(firms)
    switch (stage, language) {
    case (.scoring, .vi): show("đang chấm điểm \(firms) doanh nghiệp…")
    case (.scoring, .en): show("scoring \(firms) firms…")
    case (.writing, .vi): show("đang ghi \(firms) doanh nghiệp…")
    case (.writing, .en): show("writing \(firms) firms…")
    }
  }

  /// Removes the line.
  func end() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown { sink(Array("\r\u{1B}[K".utf8)) }
  }

  private func show(_ text: String) { sink(Array(("\r" + text + "\u{1B}[K").utf8)) }

  private func readingText(_ state: State, after time: Duration) -> String {
    let seconds = time.inSeconds
    let speed = Double(state.bytes) / max(seconds, 0.001)
    let left = Int(Double(max(totalBytes - state.bytes, 0)) / max(speed, 1) + 0.999)
    let percent = totalBytes > 0 ? min(100, state.bytes * 100 / totalBytes) : 100
    let rows = grouped(state.rows.values.reduce(0, +))
    let megabytes = Int(speed / 1_000_000 + 0.5)
    switch language {
    case .vi: return "đang đọc: \(percent) %, \(rows) dòng, \(megabytes) MB/giây, còn \(left) giây"
    case .en: return "reading: \(percent) %, \(rows) rows, \(megabytes) MB/s, \(left) s left"
    }
  }

  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += language == .vi ? "." : "," }
      text.append(digit)
    }
    return text
  }
}

extension ProgramEnvironment {
  /// A line for the lists of a plan; nil where nobody would see it.
  func progressLine(of plan: InputPlan, _ language: Language) -> ProgressLine? {
    guard let progressSink else { return nil }
    let bytes = plan.lists.reduce(0) { sum, list in
      var status = stat()
      return stat(list.path, &status) == 0 ? sum + Int(status.st_size) : sum
    }
    return ProgressLine(totalBytes: bytes, language: language, sink: progressSink)
  }
}
