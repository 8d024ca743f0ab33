import FirmTable
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
  }

  /// Names of a stretch of firms.
  struct Stretch: Sendable {
    /// Codes of the texts of candidates.
    var codes: [Int32]
    /// Which candidate each code is of.
    var candidates: [UInt8]
    var accounts: [FieldAccount] = []
    var disagreements: [FieldJoin.Disagreement] = []
    var disagreementCount = 0
  }

  let field: FieldIndex
  let count: Int
  let candidates: [Candidate]
  let keptDisagreements: Int
  /// The result does not depend on it.
  var stretchSize = 1 << 15

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
      codes: [Int32](repeating: TextCode.blank, count: firms.count),
      candidates: [UInt8](repeating: 0, count: firms.count))
    for place in candidates.indices { take(place, firms, texts, &stretch) }
    return stretch
  }

  /// Takes the names of one list where no list before it has one.
  private func take(_ place: Int, _ firms: Range<Int>, _ texts: [DictionaryTexts], _ stretch: inout Stretch) {
    var account = FieldAccount(field: field)
    let candidate = candidates[place]
    let source = candidate.codes.span
    let rows = candidate.rowOfFirm ?? []
    let hasRows = candidate.rowOfFirm != nil
    let own = texts[place]
    var (codes, chosen) = (stretch.codes, stretch.candidates)
    (stretch.codes, stretch.candidates) = ([], [])
    for index in 0..<firms.count {
      let firm = firms.lowerBound &+ index
      let row = hasRows ? Int(rows[firm]) : firm
      guard row >= 0 else { continue }
      let code = source[row]
      switch code {
      case TextCode.blank:
        account.blank += 1
        continue
      case TextCode.bad: account.bad += 1
      case DuplicateMerge.textConflict: account.conflicts += 1
      default: account.given += 1
      }
      let before = codes[index]
      if before == TextCode.blank {
        codes[index] = code
        chosen[index] = UInt8(truncatingIfNeeded: place)
      } else if !Self.agree(code, before, own, texts[Int(chosen[index])]) {
        account.overruled += 1
        stretch.disagreementCount += 1
        guard stretch.disagreements.count < keptDisagreements else { continue }
        stretch.disagreements.append(.init(firm: firm, decisive: Int(chosen[index]), other: place))
      }
    }
    (stretch.codes, stretch.candidates) = (codes, chosen)
    stretch.accounts.append(account)
  }

  /// Whether two cells say the same, or one of them cannot be read.
  @inline(__always) private static func agree(
    _ code: Int32, _ before: Int32, _ texts: DictionaryTexts, _ textsBefore: DictionaryTexts
  ) -> Bool {
    if code >= 0, before >= 0 { return DictionaryTexts.areEqual(texts[code], textsBefore[before]) }
    return code == before || code <= TextCode.bad || before <= TextCode.bad
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
    origins.candidates[join.field] = join.candidates.map(\.list)
    var summary = FieldSummary(field: join.field)
    for (place, candidate) in join.candidates.enumerated() {
      var account = FieldAccount(field: join.field)
      for stretch in stretches { account.add(stretch.accounts[place]) }
      fieldAccounts[candidate.list].append(account)
    }
    // Disagreements are told list by list, as the lists are taken up.
    for place in join.candidates.indices {
      for disagreement in stretches.lazy.flatMap(\.disagreements)
      where disagreement.other == place && conflicts.count < options.keptConflicts {
        conflicts.append(conflict(disagreement, join.field, join.candidates.map(\.list)))
      }
    }
    summary.disagreements = stretches.reduce(0) { $0 + $1.disagreementCount }
    conflictsBetweenLists += summary.disagreements
    let cells = pooled(stretches, join, &summary)
    if use.reported.contains(join.field) {
      given[join.field] = cells.map { $0 == CellMark.unknownNarrow ? 0 : 1 }
    }
    columns[join.field] = .narrow(cells)
    summaries[join.field] = summary
  }

  /// The names of all firms as codes of the pool.
  private mutating func pooled(
    _ stretches: [NameJoin.Stretch], _ join: NameJoin, _ summary: inout FieldSummary
  ) -> [Int32] {
    let first = pool.append(namesOf: join.candidates[0])
    var cells: [Int32] = []
    cells.reserveCapacity(join.count)
    for stretch in stretches {
      for (code, candidate) in zip(stretch.codes, stretch.candidates) {
        switch code {
        case 0...:
          summary.given += 1
          cells.append(candidate == 0 ? first &+ code : copied(code, join.candidates[Int(candidate)]))
        case TextCode.none:
          summary.given += 1
          cells.append(CellMark.noneNarrow)
        case TextCode.blank:
          summary.unknown += 1
          cells.append(CellMark.unknownNarrow)
        case TextCode.bad:
          summary.bad += 1
          cells.append(CellMark.badNarrow)
        default:
          summary.conflicts += 1
          cells.append(CellMark.badNarrow)
        }
      }
    }
    return cells
  }

  private mutating func copied(_ code: Int32, _ candidate: NameJoin.Candidate) -> Int32 {
    candidate.input.withBytes { bytes in
      candidate.texts.withTexts(in: bytes) { pool.code(of: $0[code].bindMemory(to: UInt8.self)) }
    }
  }
}

extension TextPool {
  /// Adds all names of a list, which may stay in its bytes.
  fileprivate mutating func append(namesOf candidate: NameJoin.Candidate) -> Int32 {
    let packed = candidate.texts.packed
    guard candidate.texts.refersToFile else { return append(unasked: packed.bytes, ends: packed.ends) }
    refer(
      to: OutsideBytes(candidate.input.withBytes { UnsafeRawBufferPointer($0) }, of: candidate.input))
    return append(
      unasked: packed.bytes,
      places: candidate.texts.spans.map {
        TextPlace(offset: $0.offset, count: $0.count, isOutside: $0.isInFile)
      })
  }
}
