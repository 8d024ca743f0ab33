import FirmRiskCommands

/// The figures of one run, as one process tells another.
struct RunFigures {
  private var figures: [String: Double] = [:]

  /// Reads what a process wrote.
  init(_ text: String, peakMemory: Int) {
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
      let sides = part.split(separator: "=")
      if sides.count == 2, let value = Double(sides[1]) { figures[String(sides[0])] = value }
    }
    figures["peak"] = Double(peakMemory) / 1_048_576
  }

  /// Writes the figures of a run.
  static func text(_ run: MeasuredRun) -> String {
    let total = run.stages.reduce(0) { $0 + $1.seconds }
    let stages = run.stages.enumerated().map { "s\($0.offset) \($0.element.name)=\($0.element.seconds)" }
    return (["firms=\(run.firms)", "rules=\(run.rules)", "total=\(total)"] + stages).joined(separator: ";")
  }

  subscript(name: String) -> Double { figures[name] ?? 0 }

  /// Names of the stages in their order.
  var stages: [String] { figures.keys.filter { $0.hasPrefix("s") && $0.contains(" ") }.sorted() }
}

/// Writes figures in columns.
enum Figure {
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  static func padded(_ text: String, _ width: Int = 34) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A number in ten columns with three significant digits or more.
  static func text(_ value: Double) -> String {
    let decimals = value < 10 ? 3 : value < 1000 ? 1 : 0
    let scale = decimals == 3 ? 1000.0 : decimals == 1 ? 10.0 : 1.0
    let whole = Int(min(value, 1e12) * scale + 0.5)
    var text = String(whole / Int(scale))
    if decimals > 0 {
      let rest = String(whole % Int(scale))
      text += "." + String(repeating: "0", count: decimals - rest.count) + rest
    }
    return String(repeating: " ", count: max(1, 10 - text.count)) + text
  }
}
