import Diagnostics
import RecordFiles
import RuleModel

/// Which column names the rows of a list.
struct ListKeys {
  /// The key field of the rules, another key of the list, or its name field where only names tell.
  struct Choice: Hashable, Sendable {
    var field: FieldIndex
    var kind: CellKind
    /// Whether the names of the firms stand for a key that the list does not have.
    var isName = false

    /// Whether the rows name firms by themselves.
    var isTaxCode: Bool { kind == .taxCode }
  }

  let source: Source
  let ruleSet: RuleSet
  let links: RowLinks?

  init(_ source: SourceIndex, _ ruleSet: RuleSet, _ links: RowLinks?) {
    self.source = ruleSet.sources[source]
    self.ruleSet = ruleSet
    self.links = links
  }

  private var taxCode: Choice { Choice(field: source.key, kind: .taxCode) }

  /// Whether only the list itself can tell which column names its rows.
  var isOpen: Bool { !source.otherKeys.isEmpty || links?.byName.isEmpty == false }

  /// The columns by which a sheet of a workbook is chosen.
  func openingRequests(_ requests: [ColumnRequest]) -> [ColumnRequest] {
    guard isOpen else { return requests }
    return requests.map { request in
      var request = request
      if request.kind.isKey { request.kind = .text }
      return request
    }
  }

  /// The first of the keys that the list has a column for.
  func choose(_ input: InputBytes, _ options: ReadingOptions) throws(InputError) -> Choice {
    guard isOpen else { return taxCode }
    var choices = [taxCode] + source.otherKeys.map { Choice(field: $0, kind: .code) }
    if links?.byName.isEmpty == false, let name = ruleSet.field(with: .name) {
      choices.append(Choice(field: name, kind: .code, isName: true))
    }
    let requests = choices.map { FieldReading.request($0.field, .text, ruleSet) }
    let layout = try RecordFileReader.layout(of: input, requests, options: options)
    let mapping = HeaderMatcher.match(layout.headers, others: layout.otherHeaders, requests)
    let found = choices.indices.first { place in
      if let own = options.mapping { return own.column(for: requests[place].machineName) != nil }
      return mapping.columns[place] != nil
    }
    return found.map { choices[$0] } ?? taxCode
  }

  /// The names that a person linked, for rows without a code.
  func namedKeys() -> NamedKeys? {
    guard let links, !links.byName.isEmpty, let name = ruleSet.field(with: .name) else { return nil }
    return NamedKeys(request: name, codes: links.byName.mapValues { FirmKey.code($0) })
  }
}

/// Finds the firms of rows that have no tax code, by crosswalks and by links that a person marked.
struct RowLinking {
  /// What it found for one list.
  struct Count: Hashable, Sendable {
    /// Rows whose firm a crosswalk told.
    var crosswalked = 0
    /// Rows whose firm a person named.
    var linked = 0
    /// Codes that a crosswalk maps to several firms, which are left alone; the first of them.
    var ambiguousCodes = 0
    var firstAmbiguous = ""
    /// Crosswalks of the list that were not given.
    var missingCrosswalks: [SourceIndex] = []
  }

  /// Gives rows their firms, where that is known; others keep the mark `FirmKey.unlinked`.
  static func run(_ lists: inout [ReadList], _ ruleSet: RuleSet, _ plan: InputPlan) {
    let plainLists = lists
    for place in lists.indices {
      let links = plan.links[lists[place].source]
      guard let codes = lists[place].ownCodes else {
        if let links, !links.byCode.isEmpty { lists[place].relink(byCode: links.byCode) }
        continue
      }
      let crosswalk = Crosswalk(plainLists, of: lists[place], ruleSet)
      lists[place].link(codes, crosswalk, links)
    }
  }
}

/// Codes of an agency with the tax codes that they belong to.
struct Crosswalk {
  private(set) var keys: [String: UInt64] = [:]
  private(set) var missing: [SourceIndex] = []
  /// Codes that belong to several firms, in the order in which that showed.
  private(set) var ambiguous: [String] = []

  init(_ lists: [ReadList], of list: ReadList, _ ruleSet: RuleSet) {
    guard !list.key.isName else { return }
    for source in ruleSet.sources[list.source].crosswalks {
      guard let crosswalk = lists.first(where: { $0.source == source }) else {
        missing.append(source)
        continue
      }
      var own: [String: UInt64] = [:]
      take(crosswalk, list.key.field, into: &own)
      // The first crosswalk that knows a code decides.
      keys.merge(own) { first, _ in first }
    }
    for code in ambiguous { keys[code] = nil }
  }

  private mutating func take(_ list: ReadList, _ field: FieldIndex, into own: inout [String: UInt64]) {
    guard list.ownCodes == nil, let place = list.places[field],
      case .texts(let codes, let texts) = list.table.columns[place].values
    else { return }
    for (row, code) in codes.enumerated() where code >= 0 {
      let folded = RowLinks.folded(code: texts[code])
      if let first = own[folded], first != list.keys[row] {
        if !ambiguous.contains(folded) { ambiguous.append(folded) }
      } else {
        own[folded] = list.keys[row]
      }
    }
  }
}

extension ReadList {
  /// Replaces tax codes that a person named as belonging to another firm.
  fileprivate mutating func relink(byCode: [String: UInt64]) {
    var changes: [UInt64: UInt64] = [:]
    for (code, key) in byCode {
      if case .code(let own) = TaxCode.normalise(Array(code.utf8)) { changes[FirmKey.pack(own)] = key }
    }
    for row in keys.indices {
      guard let key = changes[keys[row]] else { continue }
      keys[row] = key
      linking.linked += 1
    }
  }

  fileprivate mutating func link(_ codes: [String], _ crosswalk: Crosswalk, _ links: RowLinks?) {
    for row in codes.indices {
      let code = key.isName ? HeaderFolding.fold(codes[row]) : RowLinks.folded(code: codes[row])
      if let found = (key.isName ? links?.byName : links?.byCode)?[code] {
        keys[row] = found
        linking.linked += 1
      } else if let found = crosswalk.keys[code] {
        keys[row] = found
        linking.crosswalked += 1
      }
    }
    linking.missingCrosswalks = crosswalk.missing
    linking.ambiguousCodes = crosswalk.ambiguous.count
    linking.firstAmbiguous = crosswalk.ambiguous.first ?? ""
  }
}
