/// Where the titles of the columns stand among the first records of a file.
struct FoundHeader: Hashable {
  /// Wanted columns whose title was found.
  var matched = 0
  /// Place of the first row; nil when no row can be a header.
  var record: Int?
  /// Number of rows.
  var rows = 1
  /// Set when the rows are data from the first on.
  var isAbsent = false
  /// Columns of numbers and dates, where they helped to find the header.
  var numericColumns: [Int] = []
}

/// Finds the header among the first records of a file.
struct HeaderFinder {
  static let mostRows = 3

  private let rows: SearchedRows
  private let names: [RequestNames]
  private let firstWords: Set<String>
  private let width: Int

  init(_ trial: DialectTrial, _ source: CellSource, _ names: [RequestNames]) {
    self.names = names
    firstWords = names.reduce(into: []) { $0.formUnion($1.firstWords) }
    width = trial.width
    rows = SearchedRows(trial, source)
  }

  private var numeric: Set<Int> { rows.numericColumns }

  /// The best header, by the names that are wanted where there are any.
  func find() -> FoundHeader {
    var best = FoundHeader()
    for place in rows.indices where !rows[place].isEmpty {
      // Rows far below one that looks like a header are data.
      if best.matched > 1, let header = best.record, place > header + 8 { break }
      for count in 1...Self.mostRows where place + count <= rows.count {
        if count > 1, !continues(place + count - 1, after: place) { break }
        let header = MergedHeader(Array(rows[place..<place + count]))
        let matched = HeaderMatcher.score(header.joined, header.others, names, firstWords: firstWords)
        if matched > best.matched { best = FoundHeader(matched: matched, record: place, rows: count) }
      }
    }
    if best.matched > 0 { return extended(best) }
    return byShape()
  }

  /// Takes in rows under a found header that belong to it although they give no wanted column.
  private func extended(_ header: FoundHeader) -> FoundHeader {
    var header = header
    guard let first = header.record else { return header }
    while header.rows < Self.mostRows, first + header.rows < rows.count,
      continues(first + header.rows, after: first)
    {
      header.rows += 1
    }
    return header
  }

  /// Whether a row is the lower part of a header: the same titles again, or words under blank or wider titles.
  private func continues(_ place: Int, after first: Int) -> Bool {
    let upper = rows[place - 1]
    let lower = rows[place]
    guard lower.count == upper.count, lower.count > 1 else { return false }
    if lower == upper { return lower.contains { Self.isTitle($0) } && !isBody(place) }
    let filled = lower.filter { !$0.isEmpty }
    guard !filled.isEmpty, lower[0].isEmpty, filled.count < lower.count,
      filled.allSatisfy({ !Self.isNumberLike($0) && !$0.hasPrefix("(") && Self.isTitle($0) })
    else { return false }
    // A line of words under full titles is a remark or a row with a blank key, not a part of the header.
    let fillsBlank = lower.indices.contains { !lower[$0].isEmpty && rows[first][$0].isEmpty }
    return fillsBlank || place < firstBody && numeric.contains { $0 < lower.count && !lower[$0].isEmpty }
  }

  /// The header when nothing is wanted by name: the first row of titles above the first row of figures.
  private func byShape() -> FoundHeader {
    var header = FoundHeader(numericColumns: numeric.sorted())
    let body = firstBody
    let filledRows = rows.indices.filter { rows[$0].contains { !$0.isEmpty } }
    if body < rows.count, filledRows.first == body {
      header.isAbsent = true
      return header
    }
    guard
      let place = rows.indices.prefix(min(body, rows.count)).first(where: {
        isWide(rows[$0]) && looksLikeTitles(rows[$0])
      })
    else { return header }
    header.record = place
    // Where every column holds figures no row of data is all words: the titles stand directly above the figures.
    if numeric.count == width, body < rows.count, body > place, looksLikeTitles(rows[body - 1]),
      isWide(rows[body - 1])
    {
      header.record = rows[body - 1] == rows[place] ? place : body - 1
    }
    header = extended(header)
    // Titles over several columns stand above the row that has a title for each.
    if place > 0, header.rows < Self.mostRows, isUpperPart(rows[place - 1], of: rows[place]) {
      header.record = place - 1
      header.rows += 1
    }
    return header
  }

  /// Whether a row has the common width, or one cell less where rows end with a delimiter that the header lacks.
  private func isWide(_ row: [String]) -> Bool {
    row.count == width || row.count == width - 1 && row.count > 1
  }

  private func isUpperPart(_ upper: [String], of lower: [String]) -> Bool {
    guard upper.count == lower.count, upper.count(where: { !$0.isEmpty }) > 1 else { return false }
    let isBelowFilled = upper.indices.allSatisfy { upper[$0].isEmpty || !lower[$0].isEmpty }
    let closesBlanks = lower.indices.allSatisfy { !lower[$0].isEmpty || !upper[$0].isEmpty }
    return upper[0].isEmpty && isBelowFilled || closesBlanks && lower.contains("")
  }

  /// Place of the first row that has figures where the columns have figures, with another such row below it.
  private var firstBody: Int {
    for place in rows.indices where isBody(place) {
      let next = rows[(place + 1)...].firstIndex { row in row.contains { !$0.isEmpty } }
      if next.map({ isBody($0) }) ?? true { return place }
    }
    return rows.count
  }

  private func isBody(_ place: Int) -> Bool {
    guard rows.indices.contains(place), rows[place].count == width else { return false }
    let cells = numeric.map { rows[place][$0] }.filter { !$0.isEmpty }
    return !cells.isEmpty && cells.allSatisfy { Self.isNumberLike($0) }
  }

  /// Most cells are words; figures are allowed only beside words in columns of figures, as years are.
  private func looksLikeTitles(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    let hasNumbers = filled.contains { $0.utf8.allSatisfy { byte in byte < 0x41 } }
    let namesFigures = numeric.contains { $0 < cells.count && Self.isTitle(cells[$0]) }
    return filled.count * 2 > cells.count && (!hasNumbers || namesFigures)
  }

  private static func isTitle(_ cell: String) -> Bool { cell.utf8.contains { $0 >= 0x41 } || cell == "%" }

  static func isNumberLike(_ cell: String) -> Bool {
    let bytes = Array(cell.utf8)
    return bytes.withUnsafeBufferPointer { isNumberLike($0) }
  }

  /// Digits with what stands in and around numbers, amounts, dates and times.
  static func isNumberLike(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    var others = 0
    for byte in cell {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x20, 0x24, 0x25, 0x27...0x2F, 0x3A, 0x45, 0x65, 0x80...: others += 1
      default: return false
      }
    }
    return digits > 0 && digits >= others
  }
}

/// The rows of a header put together, column by column.
struct MergedHeader {
  /// The titles from top to bottom.
  let joined: [String]
  /// Other ways to read the same cells, the likelier first; empty for a header of one row.
  let others: [[String]]

  init(_ rows: [[String]]) {
    guard rows.count > 1, let width = rows.map(\.count).max() else {
      joined = rows.first ?? []
      others = []
      return
    }
    var joined: [String] = []
    var others: [[String]] = []
    for column in 0..<width {
      let own = rows.map { column < $0.count ? $0[column] : "" }
      let spanned = Self.spanned(rows, column)
      joined.append(spanned.filter { !$0.isEmpty }.joined(separator: " "))
      let distinct = spanned.enumerated().filter {
        !$0.element.isEmpty && !spanned[..<$0.offset].contains($0.element)
      }
      .map(\.element)
      let ways = [
        distinct.joined(separator: " "), distinct.reversed().joined(separator: " "),
        own.last { !$0.isEmpty } ?? "",
      ]
      others.append(ways.filter { !$0.isEmpty })
    }
    self.joined = joined
    self.others = others
  }

  /// The titles over a column; one without a title of its own shares the one that stands left of it.
  private static func spanned(_ rows: [[String]], _ column: Int) -> [String] {
    rows.enumerated().map { place, row in
      let own = column < row.count ? row[column] : ""
      let isAboveTitle = rows[(place + 1)...].contains { column < $0.count && !$0[column].isEmpty }
      guard own.isEmpty, isAboveTitle else { return own }
      let left = row[..<min(column, row.count)].lastIndex { !$0.isEmpty }
      // The title to the left spans only columns that all have titles of their own below.
      guard let left, rows[(place + 1)...].contains(where: { left < $0.count && !$0[left].isEmpty }) else {
        return own
      }
      return row[left]
    }
  }
}
