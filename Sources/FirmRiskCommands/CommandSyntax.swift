import Diagnostics

/// One option of a command: what is typed, and what help says of it.
struct CommandOption: Sendable {
  /// Name with its dashes, such as `--as-of`.
  let name: String
  /// Placeholder of its value; nil for a switch.
  let value: String?
  /// Whether it may be given many times.
  let isRepeated: Bool
  /// One line of help.
  let help: String

  static func flag(_ name: String, _ help: String) -> CommandOption {
    CommandOption(name: name, value: nil, isRepeated: false, help: help)
  }

  static func value(_ name: String, _ value: String, repeated: Bool = false, _ help: String) -> CommandOption
  {
    CommandOption(name: name, value: value, isRepeated: repeated, help: help)
  }
}

/// What a command accepts; one declaration gives parsing, usage and help.
struct CommandSyntax: Sendable {
  /// Words that choose the command, such as `rules check`.
  let name: String
  /// Placeholders of its operands; one in brackets may be left out, one ending in `…` takes the rest.
  let operands: [String]
  /// Its options.
  let options: [CommandOption]
  /// One line of help.
  let summary: String

  /// Usage in one line.
  var usage: String {
    (["firmrisk", name] + operands + (options.isEmpty ? [] : ["[options]"])).joined(separator: " ")
  }

  /// Usage, summary and options, as `--help` prints them.
  var help: String {
    var lines = ["Usage: \(usage)", "", summary]
    if !options.isEmpty {
      lines += ["", "Options:"]
      let names = options.map { option in "  \(option.name)" + (option.value.map { " \($0)" } ?? "") }
      let width = names.map(\.count).max() ?? 0
      for (name, option) in zip(names, options) {
        lines.append(name + String(repeating: " ", count: width - name.count + 2) + option.help)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Reads arguments; a mistake comes back as a sentence with advice.
  func parse(_ arguments: [String]) -> Result<CommandArguments, UsageMistake> {
    var parsed = CommandArguments()
    var position = 0
    var onlyOperands = false
    while position < arguments.count {
      let argument = arguments[position]
      position += 1
      if onlyOperands || argument == "-" || !argument.hasPrefix("-") {
        parsed.operands.append(argument)
        continue
      }
      if argument == "--" {
        onlyOperands = true
        continue
      }
      if argument == "--help" || argument == "-h" {
        parsed.wantsHelp = true
        continue
      }
      switch read(argument, following: arguments, at: &position, into: &parsed) {
      case nil: continue
      case let mistake?: return .failure(mistake)
      }
    }
    if parsed.wantsHelp { return .success(parsed) }
    return operandMistake(parsed).map { .failure($0) } ?? .success(parsed)
  }

  private func read(
    _ argument: String, following arguments: [String], at position: inout Int,
    into parsed: inout CommandArguments
  ) -> UsageMistake? {
    let pieces = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(pieces[0])
    guard let option = options.first(where: { $0.name == name }) else {
      let near = NearestName.suggestions(for: name, among: options.map(\.name) + ["--help"])
      return UsageMistake(
        "unknown option `\(name)` of `firmrisk \(self.name)`",
        help: near.isEmpty
          ? ["`firmrisk \(self.name) --help` lists the options"]
          : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
    }
    guard let placeholder = option.value else {
      if pieces.count > 1 { return UsageMistake("`\(name)` takes no value", help: ["write `\(name)` alone"]) }
      parsed.flags.insert(name)
      return nil
    }
    var value: String
    if pieces.count > 1 {
      value = String(pieces[1])
    } else {
      guard position < arguments.count else {
        return UsageMistake("`\(name)` needs a value", help: ["write `\(name) \(placeholder)`"])
      }
      value = arguments[position]
      position += 1
    }
    if !option.isRepeated, parsed.values[name] != nil {
      return UsageMistake("`\(name)` is given twice", help: ["give it once"])
    }
    parsed.values[name, default: []].append(value)
    return nil
  }

  private func operandMistake(_ parsed: CommandArguments) -> UsageMistake? {
    let needed = operands.filter { !$0.hasPrefix("[") }.count
    if parsed.operands.count < needed {
      return UsageMistake(
        "`firmrisk \(name)` needs \(operands[parsed.operands.count])", help: ["usage: \(usage)"])
    }
    if parsed.operands.count > operands.count, operands.last?.hasSuffix("…") != true {
      return UsageMistake(
        "unexpected argument `\(parsed.operands[operands.count])`", help: ["usage: \(usage)"])
    }
    return nil
  }
}

/// What was typed, sorted into operands, switches and values; nothing is opened yet.
struct CommandArguments {
  var operands: [String] = []
  var flags: Set<String> = []
  var values: [String: [String]] = [:]
  var wantsHelp = false

  /// Whether a switch was given.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The value of an option that may be given once.
  func value(_ name: String) -> String? { values[name]?.first }

  /// The values of an option that may be repeated.
  func all(_ name: String) -> [String] { values[name] ?? [] }
}

/// A command line that cannot be understood.
struct UsageMistake: Error, Equatable {
  let headline: String
  let help: [String]

  init(_ headline: String, help: [String] = []) {
    self.headline = headline
    self.help = help
  }
}
