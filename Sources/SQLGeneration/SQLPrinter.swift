/// Prints SQL trees with a line width, so that people can read and compare them.
struct SQLPrinter {
  /// Columns of a line; only a single long literal may pass it.
  static let width = 110

  /// The tree as text whose first line starts at a column and whose other lines are indented.
  static func text(_ node: SQLNode, indent: Int, used: Int = 0) -> String {
    let flat = flat(node)
    if indent + used + flat.count <= width { return flat }
    return broken(node, indent: indent)
  }

  /// The tree in one line.
  static func flat(_ node: SQLNode) -> String {
    switch node {
    case .atom(let text): return text
    case .call(let name, let arguments): return name + "(" + arguments.map(flat).joined(separator: ", ") + ")"
    case .infix(let symbol, let operands, let strength):
      return operands.enumerated().map { position, operand in
        wrapped(operand, in: strength, symbol, isFirst: position == 0, flat)
      }.joined(separator: " \(symbol) ")
    case .prefix(let symbol, let inner, let strength):
      return symbol + wrapped(inner, in: strength, symbol, isFirst: true, flat)
    case .suffix(let inner, let words):
      return wrapped(inner, in: .comparison, "", isFirst: false, flat) + " " + words
    case .isIn(let inner, let members):
      return wrapped(inner, in: .comparison, "", isFirst: false, flat) + " IN ("
        + members.map(flat).joined(separator: ", ") + ")"
    case .between(let inner, let low, let high):
      let parts = [inner, low, high].map { wrapped($0, in: .comparison, "", isFirst: false, flat) }
      return "\(parts[0]) BETWEEN \(parts[1]) AND \(parts[2])"
    case .cases(let branches, let otherwise):
      let whens = branches.map { "WHEN \(flat($0.condition)) THEN \(flat($0.value))" }
      return (["CASE"] + whens + (otherwise.map { ["ELSE \(flat($0))"] } ?? []) + ["END"])
        .joined(separator: " ")
    case .cast(let inner, let type): return "CAST(\(flat(inner)) AS \(type))"
    }
  }

  /// An operand, in parentheses where the operator binds more strongly than it.
  private static func wrapped(
    _ operand: SQLNode, in strength: SQLStrength, _ symbol: String, isFirst: Bool,
    _ print: (SQLNode) -> String
  ) -> String {
    var isBare = operand.strength > strength
    if operand.strength == strength {
      switch (operand, strength) {
      case (.infix(let inner, _, _), .and), (.infix(let inner, _, _), .or): isBare = inner == symbol
      case (_, .sum): isBare = isFirst
      case (.infix("*", _, _), .product): isBare = isFirst && symbol == "*"
      default: isBare = false
      }
    }
    return isBare ? print(operand) : "(" + print(operand) + ")"
  }

  private static func broken(_ node: SQLNode, indent: Int) -> String {
    let deeper = indent + 2
    let line = "\n" + String(repeating: " ", count: deeper)
    func inner(_ node: SQLNode) -> String { text(node, indent: deeper, used: 8) }
    switch node {
    case .atom: return flat(node)
    case .call(let name, let arguments):
      return name + "(" + line + packed(arguments.map(inner), indent: deeper) + ")"
    case .infix(let symbol, let operands, let strength):
      return operands.enumerated().map { position, operand in
        wrapped(operand, in: strength, symbol, isFirst: position == 0, inner)
      }.joined(separator: "\(line)\(symbol) ")
    case .prefix(let symbol, let operand, let strength):
      return symbol + wrapped(operand, in: strength, symbol, isFirst: true, inner)
    case .suffix(let operand, let words):
      return wrapped(operand, in: .comparison, "", isFirst: false, inner) + " " + words
    case .isIn(let operand, let members):
      return wrapped(operand, in: .comparison, "", isFirst: false, inner) + " IN (" + line
        + packed(members.map(flat), indent: deeper) + ")"
    case .between(let operand, let low, let high):
      let parts = [operand, low, high].map { wrapped($0, in: .comparison, "", isFirst: false, inner) }
      return "\(parts[0])\(line)BETWEEN \(parts[1])\(line)AND \(parts[2])"
    case .cases(let branches, let otherwise):
      let whens = branches.map { branch in
        whenLine(branch, indent: deeper)
      }
      let end = "\n" + String(repeating: " ", count: indent) + "END"
      return "CASE" + whens.joined() + (otherwise.map { "\(line)ELSE \(inner($0))" } ?? "") + end
    case .cast(let operand, let type): return "CAST(\(inner(operand)) AS \(type))"
    }
  }

  /// One branch: in one line where it fits, else the value below the condition.
  private static func whenLine(_ branch: SQLBranch, indent: Int) -> String {
    let line = "\n" + String(repeating: " ", count: indent)
    let flat = "WHEN \(flat(branch.condition)) THEN \(flat(branch.value))"
    if indent + flat.count <= width { return line + flat }
    let condition = text(branch.condition, indent: indent, used: 5)
    return "\(line)WHEN \(condition)\(line)THEN \(text(branch.value, indent: indent, used: 5))"
  }

  /// Items separated by commas, as many on a line as fit.
  private static func packed(_ items: [String], indent: Int) -> String {
    var text = ""
    var used = indent
    for (position, item) in items.enumerated() {
      let piece = item + (position + 1 < items.count ? "," : "")
      let length = piece.contains("\n") ? width : piece.count
      if position > 0 {
        if used + length + 1 > width {
          text += "\n" + String(repeating: " ", count: indent)
          used = indent
        } else {
          text += " "
          used += 1
        }
      }
      text += piece
      used += length
    }
    return text
  }
}
