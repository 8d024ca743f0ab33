import Diagnostics
import RecordFiles
import RuleModel

/// Why the lists of a run cannot be used; every reason that could be found at once.
public struct SourceFailure: Error, Sendable {
  /// What is wrong and what to do; never empty.
  public let diagnostics: [Diagnostic]

  /// Creates a failure.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// Which file is the list of which source, and as of which date the run is.
public struct InputPlan: Sendable {
  /// A list to be read.
  public struct List: Hashable, Sendable {
    /// Whose list it is.
    public var source: SourceIndex
    /// Path of the file as it can be opened.
    public var path: String
    /// Sheet of a workbook that holds the list; nil for the one that fits.
    public var sheet: String?
    /// Date of the list, when it is stated.
    public var date: CivilDate?

    /// Creates a list.
    public init(source: SourceIndex, path: String, sheet: String? = nil, date: CivilDate? = nil) {
      self.source = source
      self.path = path
      self.sheet = sheet
      self.date = date
    }
  }

  /// Where the as-of date comes from.
  public enum AsOfOrigin: String, Hashable, Sendable {
    /// The option `--as-of`.
    case option
    /// The line `as of` of `lists.txt`.
    case listsFile = "lists.txt"
    /// The latest date of a list.
    case latestList = "latest list"
  }

  /// Lists in the order of the sources, one a source at most.
  public var lists: [List]
  /// Sources whose lists are not complete in this run, though declared so.
  public var partial: Set<SourceIndex>
  /// Date as of which firms are scored.
  public var asOf: CivilDate
  /// Who stated it.
  public var asOfOrigin: AsOfOrigin
  /// Reviewed ways to read the lists of some sources.
  public var mappings: [SourceIndex: ColumnMapping] = [:]
  /// Whether rows of branches (`0123456789-001`) count for their firm; else each branch is a firm of its own.
  public var rollsUpBranches = false
  /// The marked suggestions, when a file of them was given.
  public var linkFile: LinkFile?
  /// The file `lists.txt` of the folder, when it has one that was read.
  public var datesFile: InputBytes?
  /// Stale lists, entries of the folder that are not read, options without effect.
  public var findings: [Diagnostic]

  /// A list older than the as-of date by more days than this is stale.
  public static let staleDays: Int32 = 45

  /// Creates a plan.
  public init(
    lists: [List], partial: Set<SourceIndex> = [], asOf: CivilDate, asOfOrigin: AsOfOrigin = .option,
    findings: [Diagnostic] = []
  ) {
    self.lists = lists.sorted { $0.source < $1.source }
    self.partial = partial
    self.asOf = asOf
    self.asOfOrigin = asOfOrigin
    self.findings = findings
  }

  /// Finds the lists that a person means.
  ///
  /// Nothing but directory entries and `lists.txt` is read, and no path that a file names is followed.
  /// - Throws: everything that keeps the lists from being found.
  public init(_ request: InputRequest, for ruleSet: RuleSet) throws(SourceFailure) {
    var search = InputSearch(ruleSet.sources)
    search.takeOptions(request)
    if let path = request.path { search.takeInput(path) }
    let mappings = search.mappings(request.maps)
    try search.check()
    let (asOf, origin) = try search.asOf(request.asOf)
    self.init(
      lists: search.lists, partial: search.partial, asOf: asOf, asOfOrigin: origin,
      findings: search.notes + search.dateFindings(asOf))
    self.mappings = mappings
    datesFile = search.datesFile
    rollsUpBranches = request.rollsUpBranches
    if let path = request.links { linkFile = try LinkFile(path: path, for: ruleSet) }
  }

  /// The firms that a person named for rows of lists.
  var links: [SourceIndex: RowLinks] { linkFile?.links ?? [:] }

  /// Whether a list is too old for the as-of date.
  public func isStale(_ list: List) -> Bool {
    guard let date = list.date else { return false }
    return asOf.days - date.days > Self.staleDays
  }
}

/// Finds the file of each source and collects what is wrong.
struct InputSearch {
  let sources: [Source]
  private(set) var partial: Set<SourceIndex> = []
  private(set) var notes: [Diagnostic] = []
  private var errors: [Diagnostic] = []
  private var files: [String?]
  private var typed: Set<SourceIndex> = []
  private var dates: ListDates
  private(set) var datesFile: InputBytes?

  init(_ sources: [Source]) {
    self.sources = sources
    files = [String?](repeating: nil, count: sources.count)
    dates = ListDates(sources: sources.count)
  }

  var lists: [InputPlan.List] {
    files.enumerated().compactMap { source, path in
      path.map { path in
        let location = ListLocation(path)
        return InputPlan.List(
          source: source, path: location.path, sheet: location.sheet, date: dates.dates[source])
      }
    }
  }

  // MARK: - Options

  mutating func takeOptions(_ request: InputRequest) {
    for option in request.sources { takeSource(option) }
    for name in request.partial {
      if let source = source(named: name, in: "--partial") { partial.insert(source) }
    }
  }

  private mutating func takeSource(_ option: String) {
    guard let sign = option.firstIndex(of: "="), sign != option.startIndex,
      option.index(after: sign) != option.endIndex
    else {
      errors.append(
        Diagnostic(
          .sourceOptionMalformed, .error, "`--source \(option)` is not a name and a file",
          help: ["write `--source NAME=FILE`", SourceNames.help(sources)]))
      return
    }
    guard let source = source(named: String(option[..<sign]), in: "--source") else { return }
    let path = String(option[option.index(after: sign)...])
    if let first = files[source] {
      errors.append(
        Diagnostic(
          .sourceOptionMalformed, .error,
          "source `\(sources[source].name)` is given twice: `\(first)` and `\(path)`",
          help: ["keep one of them; a source is one file"]))
      return
    }
    files[source] = path
    typed.insert(source)
  }

  private mutating func source(named name: String, in option: String) -> SourceIndex? {
    if let source = sources.firstIndex(where: { $0.name == name }) { return source }
    errors.append(
      Diagnostic(
        .unknownSource, .error, "`\(option)`: the rules declare no source `\(name)`",
        help: [SourceNames.help(sources)]))
    return nil
  }

  /// Reads the mapping files and finds the list that each is for.
  mutating func mappings(_ paths: [String]) -> [SourceIndex: ColumnMapping] {
    var mappings: [SourceIndex: ColumnMapping] = [:]
    for path in paths {
      do throws(InputError) {
        let text = try InputBytes(path: path).withBytes {
          String(decoding: $0.prefix(ColumnMapping.mostBytes + 1), as: UTF8.self)
        }
        let mapping = try ColumnMapping(text: text, path: path)
        let given = sources.indices.filter { files[$0] != nil }
        let named = mapping.source.map { name in sources.firstIndex { $0.name == name } }
        guard let source = named ?? (given.count == 1 ? given[0] : nil), given.contains(source),
          mappings[source] == nil
        else {
          errors.append(
            Diagnostic(
              .mappingWithoutList, .error,
              "the mapping `\(path)` belongs to no list of this run, or not to it alone",
              help: [
                "write `source NAME` into it, and give one mapping for each list",
                "lists are given for " + given.map { "`\(sources[$0].name)`" }.joined(separator: ", "),
              ]))
          continue
        }
        mappings[source] = mapping
      } catch { errors.append(error.diagnostic) }
    }
    return mappings
  }

  // MARK: - Input path

  mutating func takeInput(_ path: String) {
    let location = ListLocation(path)
    if location.isStandardInput {
      takeBaseFile(path)
      return
    }
    switch InputFolder.kind(of: location.path) {
    case .folder: takeFolder(path)
    case .missing:
      errors.append(InputError.missing(path: path).diagnostic)
    case .file, .other: takeBaseFile(path)
    }
  }

  private mutating func takeBaseFile(_ path: String) {
    guard let base = sources.firstIndex(where: \.isBase) ?? (sources.count == 1 ? 0 : nil) else {
      errors.append(
        Diagnostic(
          .noBaseSource, .error, "`\(path)` is one file, and the rules mark no source as `base`",
          help: ["say whose list it is with `--source NAME=\(path)`", SourceNames.help(sources)]))
      return
    }
    if let first = files[base] {
      errors.append(
        Diagnostic(
          .sourceHasSeveralFiles, .error,
          "`\(path)` and `\(first)` are both given as the list of `\(sources[base].name)`",
          help: ["a single file as input is the base list; leave one of the two out"]))
      return
    }
    files[base] = path
  }

  private mutating func takeFolder(_ path: String) {
    var reason = ""
    guard let folder = InputFolder(path: path, reason: &reason) else {
      errors.append(
        Diagnostic(
          .inputFolderUnreadable, .error, "folder `\(path)` cannot be listed: \(reason)",
          help: ["check the path and its permissions"]))
      return
    }
    readDates(in: path)
    for name in folder.others { note("`\(InputFolder.join(path, name))` is not a file and is not read") }
    let given = Set(
      typed.compactMap { files[$0].flatMap { InputFolder.identity(of: ListLocation($0).path) } })
    for name in folder.files {
      let file = InputFolder.join(path, name)
      if let identity = InputFolder.identity(of: file), given.contains(identity) { continue }
      place(name, file)
    }
  }

  private mutating func readDates(in folder: String) {
    let path = InputFolder.join(folder, InputFolder.listsFile)
    guard InputFolder.kind(of: path) != .missing else { return }
    do {
      let file = try InputBytes(path: path)
      datesFile = file
      let bytes = file.withBytes { Array($0.prefix(2 << 20)) }
      dates = ListDates(bytes, path: path, sources: sources)
      errors += dates.diagnostics
    } catch .empty {
    } catch { errors.append(error.diagnostic) }
  }

  private mutating func place(_ name: String, _ file: String) {
    let fitting = sources.indices.filter { source in
      sources[source].filePatterns.contains { FilePattern($0).matchesList(name) }
    }
    guard let source = fitting.first else {
      let patterns = sources.map { source in
        "`\(source.name)` takes " + source.filePatterns.map { "`\($0)`" }.joined(separator: ", ")
      }
      errors.append(
        Diagnostic(
          .fileMatchesNoSource, .error, "`\(file)` matches no source",
          help: ["say whose list it is with `--source NAME=\(file)`, or take it out of the folder"]
            + patterns))
      return
    }
    let free = fitting.filter { !typed.contains($0) }
    if free.isEmpty {
      note("`\(file)` is left out: `--source` names another list of `\(sources[source].name)`")
    } else if fitting.count > 1 {
      let names = fitting.map { "`\(sources[$0].name)`" }.joined(separator: " and ")
      errors.append(
        Diagnostic(
          .fileMatchesSeveralSources, .error, "`\(file)` matches the sources \(names)",
          help: ["say whose list it is with `--source NAME=\(file)`, or rename the file"]))
    } else if let first = files[free[0]] {
      let name = sources[free[0]].name
      errors.append(
        Diagnostic(
          .sourceHasSeveralFiles, .error, "`\(first)` and `\(file)` are both named as lists of `\(name)`",
          help: ["choose one with `--source \(name)=FILE`, or take one out of the folder"]))
    } else {
      files[free[0]] = file
    }
  }

  private mutating func note(_ text: String) {
    notes.append(
      Diagnostic(
        .folderEntryIgnored, .note, text,
        help: ["name it with `--source NAME=FILE` if it is a list of this run"]))
  }

  // MARK: - Result

  /// Throws what is wrong so far.
  mutating func check() throws(SourceFailure) {
    if lists.count(where: { $0.path == InputBytes.standardInput }) > 1 {
      errors.append(
        Diagnostic(
          .standardInputTwice, .error, "standard input is named for more than one list",
          help: ["save all lists but one as files and name those"]))
    }
    if errors.isEmpty {
      if lists.isEmpty {
        errors.append(
          Diagnostic(
            .noLists, .error, "no list was given",
            help: ["name a folder of lists, one CSV file, or `--source NAME=FILE`"]))
      } else if !lists.contains(where: { sources[$0.source].addsFirms }) {
        errors.append(
          Diagnostic(
            .noPopulation, .error, "none of the lists given adds firms to the population",
            help: [
              "add the list of " + sources.filter(\.addsFirms).map { "`\($0.name)`" }.joined(separator: ", ")
            ]
          ))
      }
    }
    if !errors.isEmpty { throw SourceFailure(errors) }
    for source in partial.sorted() where files[source] == nil || !sources[source].isComplete {
      let why = files[source] == nil ? "was not given" : "is not declared complete"
      notes.append(
        Diagnostic(
          .partialWithoutEffect, .warning,
          "`--partial \(sources[source].name)` changes nothing: the list \(why)",
          help: ["leave the option out, or give the list that is meant"]))
    }
  }

  /// The as-of date: the option, else `lists.txt`, else the latest date of a list.
  func asOf(_ option: CivilDate?) throws(SourceFailure) -> (CivilDate, InputPlan.AsOfOrigin) {
    if let option { return (option, .option) }
    if let stated = dates.asOf { return (stated, .listsFile) }
    if let latest = lists.compactMap(\.date).max() { return (latest, .latestList) }
    throw SourceFailure([
      Diagnostic(
        .asOfMissing, .error, "nothing says as of which date the firms are to be scored",
        help: ["type `--as-of yyyy-MM-dd`, such as the date of the lists; the clock is never asked"])
    ])
  }

  func dateFindings(_ asOf: CivilDate) -> [Diagnostic] {
    lists.compactMap { list in
      guard let date = list.date else { return nil }
      let age = Int(asOf.days) - Int(date.days)
      if age > Int(InputPlan.staleDays) {
        return Diagnostic(
          .listStale, .warning,
          "`\(list.path)` is of \(date), \(age) days before the as-of date \(asOf)",
          help: ["ask for a newer list; its amounts and days are as of its own date"])
      }
      guard age < 0 else { return nil }
      return Diagnostic(
        .listInFuture, .warning, "`\(list.path)` is of \(date), after the as-of date \(asOf)",
        help: ["move the as-of date, unless an old date is scored again on purpose"])
    }
  }
}
