import FirmRiskCommands
import SyntheticFirms

/// What is measured: sizes, packs and numbers of threads.
struct BenchmarkRequest {
  static let usage = """
    usage: firmrisk-benchmark [--firms N,N,…] [--runs N] [--work DIR] [--forty DIR]
           firmrisk-benchmark --one WHAT [--work DIR]

      --firms   sizes of the lists (default: 10000,100000,1000000,5000000)
      --runs    runs of each, of which the median counts (default: 3)
      --work    folder for lists and results (default: .build/benchmark)
      --forty   folder of the forty rules (default: samples/benchmark)
      --one     a single measurement, told as `name=value;…`: index|LIST, hash|LIST, read|LIST|RULES|JOBS or
                score|LIST|RULES|JOBS; no RULES means the shipped rules

    Generates the lists with a fixed seed, scores each with the forty rules and with the shipped rules on one and two
    threads, every run in a process of its own, and compares a sample with the row evaluator.
    """

  private var sizes = [10_000, 100_000, 1_000_000, 5_000_000]
  private var runs = 3
  private var work = ".build/benchmark"
  private var forty = "samples/benchmark"
  private var single: SingleMeasurement?

  /// Reads the arguments; nil when they make no sense.
  init?(_ arguments: [String]) {
    guard arguments.count % 2 == 0 else { return nil }
    for index in stride(from: 0, to: arguments.count, by: 2) {
      guard take(arguments[index], arguments[index + 1]) else { return nil }
    }
  }

  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--firms":
      sizes = value.split(separator: ",").compactMap { Int($0) }
      return !sizes.isEmpty && sizes.allSatisfy { (1...10_000_000).contains($0) }
    case "--runs":
      guard let number = Int(value), (1...100).contains(number) else { return false }
      runs = number
    case "--work": work = value
    case "--forty": forty = value
    case "--one":
      guard let asked = SingleMeasurement(value) else { return false }
      single = asked
    default: return false
    }
    return true
  }

  /// Measures and prints a table.
  ///
  /// - Returns: whether every comparison held.
  func run(in environment: ProgramEnvironment) -> Bool {
    guard ChildProcess.makeFolder(work) else {
      environment.printError("`\(work)` cannot be made")
      return false
    }
    if let single { return single.run(work: work, in: environment) }
    var isRight = true
    for size in sizes {
      let list = "\(work)/firms-\(size).csv"
      do throws(ListWriteError) {
        if !ChildProcess.isFile(list) { try WideList.write(to: list, firms: size, seed: 7) }
      } catch {
        environment.printError("\(error)")
        return false
      }
      isRight = measure(size, list, environment) && isRight
    }
    return isRight
  }

  private func measure(_ size: Int, _ list: String, _ environment: ProgramEnvironment) -> Bool {
    let bytes = ChildProcess.size(of: list)
    environment.print("\n\(size) firms, \(bytes / 1_000_000) MB, median of \(runs)")
    for limit in Limit.all {
      let seconds = Figure.median((0..<runs).map { _ in limit.seconds(list) })
      let speed = Figure.text(Double(bytes) / max(seconds, 1e-9) / 1e6)
      environment.print("  \(Figure.padded(limit.name))\(Figure.text(seconds)) s\(speed) MB/s")
    }
    for jobs in [1, 2] {
      guard let seconds = readingSeconds("read|\(list)|\(forty)|\(jobs)", environment) else { return false }
      let title = "reading and decoding, \(jobs) thread\(jobs > 1 ? "s" : "")"
      environment.print("  \(Figure.padded(title))\(Figure.text(seconds)) s")
    }
    var isRight = true
    for (name, rules) in [("forty rules", forty), ("shipped rules", "")] {
      for jobs in [1, 2] {
        let title = "\(name), \(jobs) thread\(jobs > 1 ? "s" : "")"
        isRight = measure(title, "score|\(list)|\(rules)|\(jobs)", bytes, environment) && isRight
      }
    }
    return isRight
  }

  /// Figures of as many runs as were asked for; nil when one failed.
  private func figures(_ request: String, _ environment: ProgramEnvironment) -> [RunFigures]? {
    var all: [RunFigures] = []
    for _ in 0..<runs {
      let words = [CommandLine.arguments[0], "--one", request, "--work", work]
      guard let child = ChildProcess.run(words), child.status == 0 else {
        environment.printError("\(request): a run failed or differs from the row evaluator")
        return nil
      }
      all.append(RunFigures(child.output, peakMemory: child.peakMemory))
    }
    return all
  }

  private func readingSeconds(_ request: String, _ environment: ProgramEnvironment) -> Double? {
    figures(request, environment).map { Figure.median($0.map { $0["seconds"] }) }
  }

  private func measure(
    _ name: String, _ request: String, _ bytes: Int, _ environment: ProgramEnvironment
  ) -> Bool {
    guard let all = figures(request, environment) else { return false }
    let total = Figure.median(all.map { $0["total"] })
    let perSecond = (all.first?["firms"] ?? 0) / max(total, 1e-9) / 1e6
    let rules = perSecond * (all.first?["rules"] ?? 0)
    let speed = Double(bytes) / max(total, 1e-9) / 1e6
    let memory = Figure.median(all.map { $0["peak"] })
    environment.print(
      "  \(Figure.padded(name))\(Figure.text(total)) s\(Figure.text(speed)) MB/s"
        + "\(Figure.text(perSecond)) M rows/s\(Figure.text(rules)) M rules/s\(Figure.text(memory)) MiB")
    for stage in all.first?.stages ?? [] {
      let seconds = Figure.text(Figure.median(all.map { $0[stage] }))
      environment.print("    \(Figure.padded(String(stage.dropFirst(3)), 32))\(seconds) s")
    }
    return true
  }
}
