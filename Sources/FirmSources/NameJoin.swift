import FirmTable
import SystemHints
import RecordFiles
import RuleModel

/// Brings the names of firms together from several lists, comparing the names where they stand.
///
/// Nearly every firm has a name of its own, which most lists repeat: looking each of them up among all names would cost more
/// than reading the lists.
struct NameJoin: Sendable {
  /// A list that has names.
  struct Candidate: Sendable {
    /// Place among the lists of the run.
    var list: Int
    /// One code of `texts` a row of the list.
    var codes: [Int32]
    var texts: TextDictionary
    /// What the texts may stand in.
    var input: InputBytes
    /// Row of each firm, -1 for none; nil when row `i` is firm `i`.
    var rowOfFirm: [Int32]?

    /// Codes of some firms, `noRow` where the list does not have them.
    func codes(of firms: Range<Int>) -> [Int32] {
      guard let rowOfFirm else { return Array(codes[firms]) }
      guard !codes.isEmpty else { return [Int32](repeating: NameJoin.noRow, count: firms.count) }
      return rowOfFirm[firms].map { row in
        let code = codes[Int(max(row, 0))]
        return row < 0 ? NameJoin.noRow : code
      }
    }
  }

  /// Stands for the name of a firm that a list does not have.
  fileprivate static let noRow = Int32.min

  /// Names of a stretch of firms.
  struct Stretch: Sendable {
    /// Places among `places`, or marks of `TextCode`.
    var codes: [Int32]
    /// Where names stand: in the bytes of the first list, or in `bytes`.
    var places: [TextPlace] = []
    var bytes: [UInt8] = []
    var accounts: [FieldAccount] = []
    var summary: FieldSummary
    var disagreements: [FieldJoin.Disagreement] = []
  }

  /// Names that wait to be pooled.
  struct Names: Sendable {
    let field: FieldIndex
    let stretches: [Stretch]
    /// What the names stand in that were not copied.
    let input: InputBytes
  }

  let field: FieldIndex
  let count: Int
  let candidates: [Candidate]
  let keptDisagreements: Int
  /// The names of a stretch stay in the processor's cache from list to list; the result does not depend on it.
  var stretchSize = 1 << 12
  /// How many firms ahead names are asked for.
  private static let ahead = 12

  /// Chooses names, the first of each firm, and compares the others with it.
  func stretches(jobs: Int) -> [Stretch] {
    ConcurrentWork.map(count: (count + stretchSize - 1) / stretchSize, jobs: jobs) { place in
      let firms = place * stretchSize..<min((place + 1) * stretchSize, count)
      return withTexts([]) { stretch(firms, $0) }
    }
  }

  /// Gives the texts of all candidates to a closure, which must not keep them.
  private func withTexts(_ first: [DictionaryTexts], _ body: ([DictionaryTexts]) -> Stretch) -> Stretch {
    guard first.count < candidates.count else { return body(first) }
    let candidate = candidates[first.count]
    return candidate.input.withBytes { bytes in
      candidate.texts.withTexts(in: bytes) { withTexts(first + [$0], body) }
    }
  }

  private func stretch(_ firms: Range<Int>, _ texts: [DictionaryTexts]) -> Stretch {
    var stretch = Stretch(
      codes: [Int32](repeating: TextCode.blank, count: firms.count), summary: FieldSummary(field: field))
    var chosen = [UInt8](repeating: 0, count: firms.count)
    for place in candidates.indices { take(place, firms, texts, &stretch, &chosen) }
    place(&stretch, chosen, texts)
    return stretch
  }

  /// Takes the names of one list where no list before it has one.
  private func take(
    _ place: Int, _ firms: Range<Int>, _ texts: [DictionaryTexts], _ stretch: inout Stretch,
    _ chosen: inout [UInt8]
  ) {
    var account = FieldAccount(field: field)
    var codes: [Int32] = []
    swap(&codes, &stretch.codes)
    let own = candidates[place].codes(of: firms)
    for index in 0..<firms.count {
      let later = index &+ Self.ahead
      if later < own.count, own[later] >= 0, codes[later] >= 0 {
        memory_prefetch(texts[place][own[later]].baseAddress)
        memory_prefetch(texts[Int(chosen[later])][codes[later]].baseAddress)
      }
      let code = own[index]
      let before = codes[index]
      account.count(code)
      if code == TextCode.blank || code == NameJoin.noRow { continue }
      if before == TextCode.blank {
        codes[index] = code
        chosen[index] = UInt8(truncatingIfNeeded: place)
      } else if !Self.agree(code, before, texts[place], texts[Int(chosen[index])]) {
        account.overruled += 1
        guard stretch.disagreements.count < keptDisagreements else { continue }
        stretch.disagreements.append(
          .init(firm: firms.lowerBound + index, decisive: Int(chosen[index]), other: place))
      }
    }
    swap(&codes, &stretch.codes)
    stretch.summary.disagreements += account.overruled
    stretch.accounts.append(account)
  }

  /// Says where the chosen names stand; only those of the first list stay where they are.
  private func place(_ stretch: inout Stretch, _ chosen: [UInt8], _ texts: [DictionaryTexts]) {
    stretch.places.reserveCapacity(chosen.count)
    for (index, candidate) in chosen.enumerated() {
      let code = stretch.codes[index]
      switch code {
      case 0...:
        stretch.summary.given += 1
        stretch.codes[index] = Int32(truncatingIfNeeded: stretch.places.count)
        if candidate == 0, let span = texts[0].spanInFile(code) {
          stretch.places.append(TextPlace(offset: span.offset, count: span.count, isOutside: true))
        } else {
          let text = texts[Int(candidate)][code]
          stretch.places.append(
            TextPlace(offset: stretch.bytes.count, count: text.count, isOutside: false))
          stretch.bytes.append(contentsOf: text)
        }
      case TextCode.none: stretch.summary.given += 1
      case TextCode.blank: stretch.summary.unknown += 1
      case TextCode.bad: stretch.summary.bad += 1
      default: stretch.summary.conflicts += 1
      }
    }
  }

  /// Whether two cells say the same, or one of them cannot be read.
  @inline(__always) private static func agree(
    _ code: Int32, _ before: Int32, _ texts: DictionaryTexts, _ textsBefore: DictionaryTexts
  ) -> Bool {
    if code >= 0, before >= 0 { return DictionaryTexts.areEqual(texts[code], textsBefore[before]) }
    return code == before || code <= TextCode.bad || before <= TextCode.bad
  }
}

extension FieldAccount {
  /// Counts the cell of a name.
  @inline(__always) fileprivate mutating func count(_ code: Int32) {
    switch code {
    case NameJoin.noRow: break
    case TextCode.blank: blank += 1
    case TextCode.bad: bad += 1
    case DuplicateMerge.textConflict: conflicts += 1
    default: given += 1
    }
  }
}

extension FirmJoin {
  /// Joins names without pooling those that other lists repeat; what is left of them stays in the bytes of the first list.
  ///
  /// - Returns: false where names are looked up by rules or traced, so that they are joined as all other fields.
  mutating func joinNamesWhereTheyStand(_ field: FieldIndex) -> Bool {
    let declared = ruleSet.fields[field]
    guard !tracesOrigins, declared.presumed == nil, declared.absent == nil else { return false }
    let having = declared.sources.compactMap { listOfSource[$0] }.filter { keepsEveryText($0, field) }
    let all = declared.sources.compactMap { listOfSource[$0] }.filter { lists[$0].places[field] != nil }
    guard having == all, (1...255).contains(all.count) else { return false }
    var candidates: [NameJoin.Candidate] = []
    for list in all {
      guard case .texts(let codes, let texts)? = lists[list].takeCells(of: field) else { continue }
      candidates.append(
        NameJoin.Candidate(
          list: list, codes: codes, texts: texts, input: lists[list].input, rowOfFirm: rows[list].rowOfFirm))
    }
    let join = NameJoin(
      field: field, count: firmCount, candidates: candidates, keptDisagreements: options.keptConflicts)
    take(join.stretches(jobs: options.jobs), join)
    return true
  }

  private func keepsEveryText(_ list: Int, _ field: FieldIndex) -> Bool {
    guard !isMany(list), let place = lists[list].places[field],
      case .texts(_, let texts) = lists[list].table.columns[place].values
    else { return false }
    return texts.keepsEveryText
  }

  private mutating func take(_ stretches: [NameJoin.Stretch], _ join: NameJoin) {
    let field = join.field
    origins.candidates[field] = join.candidates.map(\.list)
    for (place, candidate) in join.candidates.enumerated() {
      var account = FieldAccount(field: field)
      for stretch in stretches { account.add(stretch.accounts[place]) }
      fieldAccounts[candidate.list].append(account)
    }
    var summary = FieldSummary(field: field)
    for stretch in stretches { summary.add(stretch.summary) }
    take(stretches.map(\.disagreements), of: field, join.candidates.map(\.list))
    conflictsBetweenLists += summary.disagreements
    if use.reported.contains(field) {
      given[field] = stretches.flatMap { $0.codes.map { $0 == TextCode.blank ? 0 : 1 } }
    }
    summaries[field] = summary
    // A mark of a column that is there; its cells are those of the pool that comes later.
    columns[field] = .constant(CellMark.unknown, count: firmCount)
    waitingNames = NameJoin.Names(field: field, stretches: stretches, input: join.candidates[0].input)
  }

  /// Takes the disagreements of stretches of firms, list by list as the lists are taken up.
  private mutating func take(
    _ stretches: [[FieldJoin.Disagreement]], of field: FieldIndex, _ candidates: [Int]
  ) {
    var kept: [FieldJoin.Disagreement] = []
    for place in candidates.indices {
      for stretch in stretches { kept += stretch.lazy.filter { $0.other == place } }
    }
    let first = kept.prefix(max(0, options.keptConflicts - conflicts.count))
    conflicts += valueConflicts(first.count) { $0.conflict(first[$1], field, candidates) }
  }

  /// Makes the names texts of the pool.
  mutating func poolNames() {
    guard let names = waitingNames else { return }
    waitingNames = nil
    pool.refer(to: OutsideBytes(names.input.withBytes { UnsafeRawBufferPointer($0) }, of: names.input))
    columns[names.field] = .narrow(pool.cells(of: names.stretches))
  }
}

extension TextPool {
  /// Adds names and gives the cells of all firms.
  mutating func cells(of stretches: [NameJoin.Stretch]) -> [Int32] {
    reserve(texts: stretches.reduce(0) { $0 + $1.places.count })
    var cells: [Int32] = []
    cells.reserveCapacity(stretches.reduce(0) { $0 + $1.codes.count })
    for stretch in stretches {
      let first = append(unasked: stretch.bytes, places: stretch.places)
      for code in stretch.codes {
        switch code {
        case 0...: cells.append(first &+ code)
        case TextCode.none: cells.append(CellMark.noneNarrow)
        case TextCode.blank: cells.append(CellMark.unknownNarrow)
        default: cells.append(CellMark.badNarrow)
        }
      }
    }
    return cells
  }
}
