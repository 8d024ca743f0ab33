import RuleModel
import SyntheticFirms

/// The columns of a list that gives every field of a rule set.
///
/// What a firm that keeps the law answers is taken from the rules' own examples, so that a field which is new in the rules has
/// cells as soon as its rule has examples.
struct EveryFieldColumns {
  private let ruleSet: RuleSet
  /// Values in the examples in which a rule does not fire, by field, in the order of the examples.
  private var quiet: [[Constant]]
  /// Values in the examples in which a rule fires.
  private var firing: [[Constant]]

  init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    quiet = [[Constant]](repeating: [], count: ruleSet.fields.count)
    firing = quiet
    for example in ruleSet.examples { add(example) }
  }

  /// The key, the name, and the other fields that some list gives, in order of declaration.
  var columns: [FieldColumn] {
    let given = ruleSet.fields.indices.filter { !ruleSet.fields[$0].sources.isEmpty }
    let key = ruleSet.field(with: .key).map { [column($0, .key)] } ?? []
    let name = ruleSet.field(with: .name).map { [column($0, .name)] } ?? []
    let facts = given.filter { ![.key, .name].contains(ruleSet.fields[$0].role) }
    return key + name + facts.map { column($0, .fact) }
  }

  private mutating func add(_ example: Example) {
    let fires: Bool
    switch example.expected {
    case .fires: fires = true
    case .passes, .notApplicable: fires = false
    case .unknown: return
    }
    for assignment in example.assignments + example.rows.flatMap({ $0.rows.flatMap { $0 } }) {
      guard let value = assignment.value.map({ moved($0, from: example.asOf) }) else { continue }
      if fires { firing[assignment.field].append(value) } else { quiet[assignment.field].append(value) }
    }
  }

  /// A date lies as far from the day of the lists as it lay from the example's day.
  private func moved(_ value: Constant, from asOf: CivilDate) -> Constant {
    guard case .date(let date) = value else { return value }
    let days = Int64(SampleProvince.asOf.number) - Int64(asOf.days)
    return date.adding(days: days).map { .date($0) } ?? value
  }

  private func column(_ index: FieldIndex, _ part: FieldColumn.Part) -> FieldColumn {
    let field = ruleSet.fields[index]
    var sound = Self.distinct(quiet[index], without: firing[index])
    if sound.isEmpty { sound = Self.distinct(quiet[index], without: []) }
    // What is presumed of a firm that says nothing is what most firms would say.
    if let presumed = field.presumed?.value { sound = [presumed] }
    if sound.isEmpty { sound = usual(field.type) }
    let faulty = Self.distinct(firing[index], without: quiet[index])
    var countsPersons = false
    if case .number(let number) = field.type {
      countsPersons = number.unit == MeasureUnit(numerator: ["persons"], denominator: [])
    }
    return FieldColumn(
      name: field.name, title: field.title.vi, part: part, sound: sound.map { cell($0, field) },
      faulty: faulty.map { cell($0, field) }, noneWord: field.noneWords.first ?? "",
      countsPersons: countsPersons)
  }

  private static func distinct(_ values: [Constant], without others: [Constant]) -> [Constant] {
    var seen = Set(others)
    return values.filter { seen.insert($0).inserted }
  }

  /// Values of a field that stands in no example.
  private func usual(_ type: ValueType) -> [Constant] {
    switch type {
    case .number(let number): return [.number(max(0, number.lowest))]
    case .truth: return [.truth(false), .truth(true)]
    case .date: return [.date(CivilDate(days: Int32(SampleProvince.asOf.number - 200)))]
    case .text: return [.text("có hồ sơ")]
    case .choice(let choice): return ruleSet.choices[choice].members.indices.map { .member($0) }
    }
  }

  /// A value as lists write it.
  private func cell(_ value: Constant, _ field: Field) -> String {
    switch (value, field.type) {
    case (.number(let raw), .number(let type)):
      return Self.decimal(raw, places: type.scale - (type.isPercent ? 2 : 0))
    case (.number(let raw), _): return String(raw)
    case (.truth(let truth), _): return truth ? "Có" : "Không"
    case (.date(let date), _): return date.description
    case (.none, _): return field.noneWords.first ?? ""
    case (.text(let text), _): return text
    case (.member(let member), .choice(let choice)): return ruleSet.choices[choice].members[member].title.vi
    case (.member, _): return ""
    }
  }

  /// A number that counts units of 10^-places, without zeros at its end.
  private static func decimal(_ raw: Int64, places: Int) -> String {
    guard places > 0 else { return String(raw) }
    var digits = String(raw.magnitude)
    while digits.utf8.count <= places { digits = "0" + digits }
    var fraction = digits.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let whole = (raw < 0 ? "-" : "") + digits.dropLast(places)
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }
}
