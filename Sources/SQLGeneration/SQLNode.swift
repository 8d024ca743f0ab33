/// A piece of SQL as a tree, so that parentheses and line breaks are decided in one place.
indirect enum SQLNode: Sendable {
  /// A column, literal or anything else that needs no parentheses.
  case atom(String)
  /// A function call.
  case call(String, [SQLNode])
  /// Operands with the same operator between them.
  case infix(String, [SQLNode], SQLStrength)
  /// An operator before its operand.
  case prefix(String, SQLNode, SQLStrength)
  /// Words after an operand, such as `IS NULL`.
  case suffix(SQLNode, String)
  /// Membership in a list.
  case isIn(SQLNode, [SQLNode])
  /// A range with both ends included.
  case between(SQLNode, SQLNode, SQLNode)
  /// A searched `CASE`.
  case cases([SQLBranch], otherwise: SQLNode?)
  /// A change of type.
  case cast(SQLNode, String)
}

extension SQLNode: Equatable {
  /// Whether both print the same bytes; Swift's equality of texts would take composed and decomposed letters for one.
  static func == (first: SQLNode, second: SQLNode) -> Bool {
    SQLPrinter.flat(first).utf8.elementsEqual(SQLPrinter.flat(second).utf8)
  }
}

/// One `WHEN … THEN …`.
struct SQLBranch: Sendable {
  var condition: SQLNode
  var value: SQLNode
}

/// How strongly an operator binds; the order is the same in every dialect.
enum SQLStrength: Int, Comparable, Sendable {
  case or, and, not, comparison, concatenation, sum, product, sign, atom

  static func < (first: SQLStrength, second: SQLStrength) -> Bool { first.rawValue < second.rawValue }
}

extension SQLNode {
  static func integer(_ value: Int64) -> SQLNode { .atom(value < 0 ? "(\(value))" : String(value)) }
  static func integer(_ value: Int) -> SQLNode { .integer(Int64(value)) }
  static let yes = SQLNode.atom("TRUE")
  static let no = SQLNode.atom("FALSE")

  /// Conjunction; an empty one is yes.
  static func all(_ operands: [SQLNode]) -> SQLNode { joined("AND", operands, .and, empty: .yes) }

  /// Disjunction; an empty one is no.
  static func any(_ operands: [SQLNode]) -> SQLNode { joined("OR", operands, .or, empty: .no) }

  /// Sum; an empty one is zero.
  static func sum(_ operands: [SQLNode]) -> SQLNode { joined("+", operands, .sum, empty: .integer(0)) }

  private static func joined(
    _ symbol: String, _ operands: [SQLNode], _ strength: SQLStrength, empty: SQLNode
  ) -> SQLNode {
    if operands.count == 1 { return operands[0] }
    return operands.isEmpty ? empty : .infix(symbol, operands, strength)
  }

  static func compare(_ first: SQLNode, _ symbol: String, _ second: SQLNode) -> SQLNode {
    .infix(symbol, [first, second], .comparison)
  }

  static func add(_ first: SQLNode, _ second: SQLNode) -> SQLNode { .infix("+", [first, second], .sum) }
  static func subtract(_ first: SQLNode, _ second: SQLNode) -> SQLNode { .infix("-", [first, second], .sum) }
  static func multiply(_ first: SQLNode, _ second: SQLNode) -> SQLNode {
    .infix("*", [first, second], .product)
  }
  static func remainder(_ first: SQLNode, _ second: SQLNode) -> SQLNode {
    .infix("%", [first, second], .product)
  }

  /// `CASE WHEN condition THEN value [ELSE otherwise] END`.
  static func when(_ condition: SQLNode, _ value: SQLNode, else otherwise: SQLNode? = nil) -> SQLNode {
    .cases([SQLBranch(condition: condition, value: value)], otherwise: otherwise)
  }

  var isNull: SQLNode { .suffix(self, "IS NULL") }
  var isNotNull: SQLNode { .suffix(self, "IS NOT NULL") }
  var negated: SQLNode { .prefix("NOT ", self, .not) }

  /// Number of rows for which a condition holds.
  static func countWhere(_ condition: SQLNode) -> SQLNode { .call("COUNT", [.when(condition, .integer(1))]) }

  var strength: SQLStrength {
    switch self {
    case .atom, .call, .cases, .cast: return .atom
    case .infix(_, _, let strength), .prefix(_, _, let strength): return strength
    case .suffix, .isIn, .between: return .comparison
    }
  }

  var operands: [SQLNode] {
    switch self {
    case .atom: return []
    case .call(_, let all), .infix(_, let all, _): return all
    case .prefix(_, let inner, _), .suffix(let inner, _), .cast(let inner, _): return [inner]
    case .isIn(let inner, let members): return [inner] + members
    case .between(let inner, let low, let high): return [inner, low, high]
    case .cases(let branches, let otherwise):
      return branches.flatMap { [$0.condition, $0.value] } + (otherwise.map { [$0] } ?? [])
    }
  }

  /// Number of nodes, counted up to a little over the limit that matters.
  var weight: Int {
    var sum = 1
    for operand in operands where sum < 20 { sum += operand.weight }
    return sum
  }
}
