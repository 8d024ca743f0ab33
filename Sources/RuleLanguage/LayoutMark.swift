/// What the parser notes of a token for the formatter.
struct LayoutMark: Sendable {
  /// The part that a token plays in the layout of its file.
  enum Role: Sendable {
    /// Stands where the line goes on.
    case plain
    /// Begins a declaration.
    case declaration
    /// Begins a clause of a block.
    case clause
    /// Begins an entry that shares lines with its neighbours.
    case sharedEntry
    /// The `{` and `}` of a block of clauses.
    case open, close
    /// The `{` and `}` around a list inside a clause whose items share lines.
    case openFilled, closeList
    /// The `{` around a list inside a clause with one item a line.
    case openRows
    /// Begins an item of a list inside a clause.
    case item
  }

  /// Where a long line may be broken, the strongest first.
  enum Break: UInt16, Sendable {
    /// Before the reason of a value.
    case reason = 1
    /// Between parts of a clause.
    case part
    /// Before `unless`.
    case unless
    /// Before `or`, `then` and `else`.
    case or
    /// Before `and`.
    case and
    /// After a comma.
    case comma
    /// Before `+` and `-`.
    case sum
  }

  /// The part that the token plays.
  var role = Role.plain
  /// Whether no blank stands before the token.
  var isTight = false
  /// Strength of the break allowed before the token, 1 the strongest; 0 when none is.
  var breakLevel: UInt16 = 0
  /// The token below which a broken line goes on.
  var anchor: Int?
}
