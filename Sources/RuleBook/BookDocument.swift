/// A stretch of text inside a line of the book.
enum BookInline: Equatable {
  /// Plain words.
  case text(String)
  /// Words that lead to a place in the book.
  case link(String, to: String)
  /// Words that stand out.
  case strong(String)
  /// A name as rules write it.
  case code(String)
  /// A mark beside a title, such as the kind of a rule; the name chooses its colour.
  case tag(String, name: String)
  /// A place that links lead to, where no heading is.
  case target(String)
  /// A new line inside a cell.
  case lineBreak
}

/// A sentence with a list below it.
struct BookOutline: Equatable {
  var lead: [BookInline]
  var items: [BookOutline]
  var tail: [BookOutline]
}

/// A table; cells hold one or more lines.
struct BookTable: Equatable {
  var header: [String]
  var rows: [[[BookInline]]]
  /// Columns of figures, which are set flush right.
  var figures: Set<Int> = []
}

/// A part of the book, one after the other.
enum BookBlock: Equatable {
  /// A heading with the place that links lead to.
  case heading(Int, [BookInline], anchor: String)
  /// A paragraph.
  case paragraph([BookInline])
  /// A smaller remark.
  case remark([BookInline])
  /// A sentence of law, laid out.
  case outline(BookOutline)
  /// Terms and what they say.
  case terms([BookTerm])
  /// A table.
  case table(BookTable)
  /// The table of contents.
  case contents(title: String, [BookEntry])
  /// The beginning of one rule; its title and sentences stay on one page.
  case ruleStart
  /// The end of a rule's title and sentences.
  case ruleBody
  /// The end of a rule.
  case ruleEnd
}

/// A term and what it says.
struct BookTerm: Equatable {
  var term: String
  var text: [BookInline]
}

/// A line of the table of contents with the lines below it.
struct BookEntry: Equatable {
  var title: String
  var anchor: String
  var entries: [BookEntry] = []
}

extension [BookInline] {
  /// Lists of inlines with words between them.
  static func joined(_ lists: [[BookInline]], by words: String) -> [BookInline] {
    var all: [BookInline] = []
    for (position, list) in lists.enumerated() {
      if position > 0 { all.append(.text(words)) }
      all += list
    }
    return all
  }

  /// Lists of inlines on a line each.
  static func lines(_ lists: [[BookInline]]) -> [BookInline] {
    var all: [BookInline] = []
    for (position, list) in lists.enumerated() {
      if position > 0 { all.append(.lineBreak) }
      all += list
    }
    return all
  }
}
