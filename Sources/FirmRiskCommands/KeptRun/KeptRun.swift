import FirmSources
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel
import RunFolder

/// A run as it is kept in its folder, so that `firmrisk report` makes documents without scoring again.
///
/// It holds the rules, the firms' values, their scores, the account of the lists, and file and line of each value.
struct KeptRun {
  /// Name of the file in the folder of a run.
  static let fileName = "run.zip"
  /// Name of the part in it.
  static let partName = "run"
  /// Firms up to which a run is kept without being asked to: those of one page; keeping costs half as much as scoring.
  static let usualMost = 5_000
  private static let version = "firmrisk run 1"

  /// A rule file.
  struct File: Equatable {
    var name = ""
    var bytes: [UInt8] = []
  }

  var rulesOrigin = ""
  var files: [File] = []
  var baseOrigin = ""
  var baseFiles: [File] = []
  var language = Language.vi
  var includesPersonal = false
  var manifest = Manifest(
    engineVersion: "", asOf: CivilDate(days: 0), options: [], rulesOrigin: "", ruleFiles: [],
    inputFiles: [], hash: .murmur3)
  var table = FirmTable(keys: [], columns: [], rows: [])
  var state = RunState()
  var accounts = SourceAccounts(sources: [], fields: [], distinctKeys: 0)
  var origins = KeptOrigins()

  /// The run in bytes.
  var bytes: [UInt8] {
    var copy = self
    let coder = RunCoder()
    // Writing meets no damage.
    try? copy.code(coder)
    return coder.bytes
  }

  init() {}

  init(bytes: [UInt8]) throws(KeptRunDamaged) {
    let coder = RunCoder(reading: bytes)
    try code(coder)
    guard coder.isAtEnd else { throw KeptRunDamaged() }
  }

  private mutating func code(_ coder: RunCoder) throws(KeptRunDamaged) {
    var version = Self.version
    try coder.code(&version)
    guard version == Self.version else { throw KeptRunDamaged() }
    try coder.code(&rulesOrigin)
    try Self.code(&files, coder)
    try coder.code(&baseOrigin)
    try Self.code(&baseFiles, coder)
    var languageName = language.rawValue
    try coder.code(&languageName)
    language = Language(rawValue: languageName) ?? .vi
    try coder.code(&includesPersonal)
    try Self.code(&manifest, coder)
    try table.code(coder)
    try Self.code(&state, coder)
    try accounts.code(coder)
    try origins.code(coder)
  }

  private static func code(_ files: inout [File], _ coder: RunCoder) throws(KeptRunDamaged) {
    try coder.list(&files, empty: File()) { (file) throws(KeptRunDamaged) in
      try coder.code(&file.name)
      try coder.code(&file.bytes)
    }
  }

  private static func code(_ state: inout RunState, _ coder: RunCoder) throws(KeptRunDamaged) {
    try coder.code(&state.rules)
    try coder.code(&state.drafts)
    try coder.code(&state.codes)
    try coder.code(&state.workersAffected)
    try coder.code(&state.moreMayBeAffected)
    try coder.code(&state.outcomes)
    try coder.code(&state.isHeld)
    try coder.code(&state.ranking)
    try coder.code(&state.includesDraft)
    let none = NotAssessedRule(ruleIndex: 0, isDraft: false, missingFields: [], missingSources: [])
    try coder.list(&state.notAssessed, empty: none) { (missing) throws(KeptRunDamaged) in
      var (rule, isDraft) = (missing.ruleIndex, missing.isDraft)
      var (fields, sources) = (missing.missingFields, missing.missingSources)
      try coder.code(&rule)
      try coder.code(&isDraft)
      try coder.code(&fields)
      try coder.code(&sources)
      missing = NotAssessedRule(
        ruleIndex: rule, isDraft: isDraft, missingFields: fields, missingSources: sources)
    }
  }

  private static func code(_ manifest: inout Manifest, _ coder: RunCoder) throws(KeptRunDamaged) {
    try coder.code(&manifest.engineVersion)
    var days = Int(manifest.asOf.days)
    try coder.code(&days)
    guard (-1_000_000...3_000_000).contains(days) else { throw KeptRunDamaged() }
    manifest.asOf = CivilDate(days: Int32(days))
    try coder.code(&manifest.rulesOrigin)
    var hash = manifest.hash.rawValue
    try coder.code(&hash)
    guard let known = ContentHash(rawValue: hash) else { throw KeptRunDamaged() }
    manifest.hash = known
    try coder.list(&manifest.ruleFiles, empty: ReadFile(path: "", size: 0, digest: "")) {
      (file) throws(KeptRunDamaged) in
      try coder.code(&file.path)
      try coder.code(&file.size)
      try coder.code(&file.digest)
    }
  }
}

/// File and line of the values of firms.
struct KeptOrigins: Sendable {
  /// How values came about, with the number of the file and whether there is a line.
  struct Place: Hashable {
    var kind = CellOrigin.Kind.unknown
    var file: String?
  }

  /// Number of fields.
  private(set) var fields = 0
  private(set) var firms = 0
  /// Places that occur.
  private(set) var places: [Place] = []
  /// Position among `places` and one, field by field; 0 where a value has no origin.
  private(set) var codes: [UInt16] = []
  /// Line, field by field; 0 for none.
  private(set) var lines: [UInt32] = []

  init() {}

  /// Takes the origins of all fields of all firms.
  init(fields: Int, firms: Int, origin: (Int, FieldIndex) -> CellOrigin?) {
    self.fields = fields
    self.firms = firms
    codes.reserveCapacity(fields * firms)
    lines.reserveCapacity(fields * firms)
    // Looked up only, and not for a firm whose value came about as that of the firm before it.
    var numbers: [Place: UInt16] = [:]
    var last: (place: Place, number: UInt16)?
    for field in 0..<fields {
      for firm in 0..<firms {
        guard let found = origin(firm, field) else {
          codes.append(0)
          lines.append(0)
          continue
        }
        let place = Place(kind: found.kind, file: found.file)
        if last?.place != place {
          if numbers[place] == nil, places.count < 65_000 {
            places.append(place)
            numbers[place] = UInt16(places.count)
          }
          last = (place, numbers[place] ?? 0)
        }
        codes.append(last?.number ?? 0)
        lines.append(found.line.map { UInt32(clamping: $0) } ?? 0)
      }
    }
  }

  /// Where a value was read.
  func origin(_ firm: Int, _ field: FieldIndex) -> CellOrigin? {
    guard (0..<firms).contains(firm), (0..<fields).contains(field) else { return nil }
    let position = field * firms + firm
    let code = Int(codes[position])
    guard code > 0 else { return nil }
    let place = places[code - 1]
    let line = lines[position]
    return CellOrigin(place.kind, file: place.file, line: line == 0 ? nil : Int(line))
  }

  mutating func code(_ coder: RunCoder) throws(KeptRunDamaged) {
    try coder.code(&fields)
    try coder.code(&firms)
    try coder.list(&places, empty: Place()) { (place) throws(KeptRunDamaged) in
      var kind = place.kind.rawValue
      try coder.code(&kind)
      guard let known = CellOrigin.Kind(rawValue: kind) else { throw KeptRunDamaged() }
      place.kind = known
      try coder.optional(&place.file, empty: "") { (file) throws(KeptRunDamaged) in try coder.code(&file) }
    }
    try coder.code(&codes)
    try coder.code(&lines)
    guard fields >= 0, firms >= 0, fields < 1 << 20, firms < 1 << 32, codes.count == fields * firms,
      lines.count == codes.count, codes.allSatisfy({ Int($0) <= places.count })
    else { throw KeptRunDamaged() }
  }
}
