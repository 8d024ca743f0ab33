import Dispatch
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
/// Nothing of a result depends on it. It appears only when a run takes longer than a moment, is written by a timer, so that
/// work that tells nothing of itself shows too, and goes when the run ends.
final class ProgressLine: Sendable {
  /// Shows a text in place of the one before, or takes the line away when there is none.
  typealias Sink = @Sendable (_ text: String?) -> Void

  /// What a run does.
  enum Stage: Hashable, Sendable {
    /// Reads the lists, for the first time or once more.
    case reading, readingAgain
    /// Work on so many firms.
    case scoring(firms: Int)
    case ordering(firms: Int)
    case writing(firms: Int)
    /// Writes the documents of the reports.
    case documents
  }

  private struct State {
    var stage = Stage.reading
    var stageStart: MonotonicTime
    var bytes = 0
    /// Rows read of each list.
    var rows: [Int: Int] = [:]
  }

  private struct Terminal {
    /// What stands there now.
    var shown: String?
    var hasEnded = false
    var timer: (any DispatchSourceTimer)?
  }

  private let sink: Sink
  private let language: Language
  private let totalBytes: Int
  /// When the run began.
  let start: MonotonicTime
  private let state: Mutex<State>
  /// Held while something is written to the terminal; never together with `state`, for which the run waits.
  private let terminal = Mutex(Terminal())
  /// Seconds that a run takes before anything is shown.
  static let patience = 0.4

  /// Creates a line that is not shown yet.
  ///
  /// - Parameters:
  ///   - totalBytes: bytes of all lists; 0 when that is not known.
  ///   - language: language of its words.
  ///   - sink: shows it.
  init(totalBytes: Int, language: Language, sink: @escaping Sink) {
    self.totalBytes = totalBytes
    self.language = language
    self.sink = sink
    start = MonotonicTime.now
    state = Mutex(State(stageStart: start))
  }

  deinit { end() }

  /// Shows the line from now on, ten times a second.
  func run() {
    terminal.withLock { terminal in
      let timer = DispatchSource.makeTimerSource(queue: .global())
      timer.schedule(
        deadline: .now() + ProgressLine.patience, repeating: .milliseconds(100))
      timer.setEventHandler { [weak self] in self?.show(at: MonotonicTime.now) }
      timer.resume()
      terminal.timer = timer
    }
  }

  /// Notes that some more bytes of a list were read, and how many of its rows that makes.
  func read(_ bytes: Int, list: Int, rows: Int) {
    state.withLock { state in
      state.bytes += bytes
      state.rows[list] = rows
    }
  }

  /// Whether any byte of a list was read.
  var hasRead: Bool { state.withLock { $0.bytes > 0 } }

  /// Says what is done from a point in time on.
  func enter(_ stage: Stage, at now: MonotonicTime = .now) {
    state.withLock { state in
      if state.stage == stage { return }
      state = State(stage: stage, stageStart: now)
    }
  }

  /// Shows how far the run has come by a point in time.
  func show(at now: MonotonicTime) {
    guard now - start >= ProgressLine.patience else { return }
    terminal.withLock { terminal in
      let text = text(state.withLock { $0 }, at: now)
      if terminal.hasEnded || terminal.shown == text { return }
      terminal.shown = text
      sink(text)
    }
  }

  /// Takes the line away while something else is printed.
  func hide(while body: () -> Void) {
    terminal.withLock { terminal in
      if terminal.shown != nil { sink(nil) }
      terminal.shown = nil
      body()
    }
  }

  /// Takes the line away for good.
  func end() {
    terminal.withLock { terminal in
      terminal.timer?.cancel()
      terminal.timer = nil
      terminal.hasEnded = true
      if terminal.shown != nil { sink(nil) }
      terminal.shown = nil
    }
  }

  // MARK: - Words

  private func text(_ state: State, at now: MonotonicTime) -> String {
    let seconds = now - state.stageStart
    switch state.stage {
    case .reading: return words("đang đọc", "reading") + reading(state, seconds)
    case .readingAgain: return words("đang đọc lại", "reading again") + reading(state, seconds)
    case .scoring(let firms): return words("đang chấm điểm", "scoring") + many(firms) + elapsed(seconds)
    case .ordering(let firms): return words("đang xếp hạng", "ranking") + many(firms) + elapsed(seconds)
    case .writing(let firms): return words("đang ghi", "writing") + many(firms) + elapsed(seconds)
    case .documents: return words("đang ghi báo cáo", "writing the reports") + elapsed(seconds)
    }
  }

  /// Share, rows, speed and time left.
  ///
  /// Before the first bytes, and in lists that must be unpacked, the time alone; of lists whose size is not known, the rows and
  /// the time.
  private func reading(_ state: State, _ seconds: Double) -> String {
    guard state.bytes > 0 else { return elapsed(seconds) }
    let rows = grouped(state.rows.values.reduce(0, +))
    if totalBytes == 0 { return words(" \(rows) dòng", " \(rows) rows") + elapsed(seconds) }
    if state.bytes >= totalBytes {
      return words(
        ": 100 %, \(rows) dòng, đang đối chiếu mã số thuế…", ": 100 %, \(rows) rows, matching tax codes…")
    }
    let speed = Double(state.bytes) / max(seconds, 0.001)
    let left = Int(Double(totalBytes - state.bytes) / max(speed, 1) + 0.999)
    let percent = state.bytes * 100 / totalBytes
    let megabytes = Int(speed / 1_000_000 + 0.5)
    return words(
      ": \(percent) %, \(rows) dòng, \(megabytes) MB/giây, còn \(left) giây",
      ": \(percent) %, \(rows) rows, \(megabytes) MB/s, \(left) s left")
  }

  private func many(_ firms: Int) -> String {
    words(" \(grouped(firms)) doanh nghiệp", " \(grouped(firms)) firms")
  }

  private func elapsed(_ seconds: Double) -> String {
    seconds < 1 ? "…" : words("… \(Int(seconds)) giây", "… \(Int(seconds)) s")
  }

  private func words(_ vietnamese: String, _ english: String) -> String {
    language == .vi ? vietnamese : english
  }

  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += words(".", ",") }
      text.append(digit)
    }
    return text
  }
}

extension ProgramEnvironment {
  /// Shows a line for the lists of a plan from now on, where somebody would see it.
  func startProgress(of plan: InputPlan, _ language: Language) {
    if progressSink == nil { return }
    startProgress(ofBytes: plan.totalBytes ?? 0, language)
  }

  /// Shows a line from now on, where somebody would see it.
  func startProgress(ofBytes bytes: Int = 0, _ language: Language) {
    guard let progressSink else { return }
    let line = ProgressLine(totalBytes: bytes, language: language, sink: progressSink)
    progress?.end()
    progress = line
    line.run()
  }
}

extension InputPlan {
  /// Bytes of all lists; nil when one comes through a pipe, whose end nobody knows.
  fileprivate var totalBytes: Int? {
    var sum = 0
    for list in lists {
      var status = stat()
      guard stat(list.path, &status) == 0 else { continue }
      guard status.st_mode & S_IFMT == S_IFREG else { return nil }
      sum += Int(status.st_size)
    }
    return sum
  }
}
