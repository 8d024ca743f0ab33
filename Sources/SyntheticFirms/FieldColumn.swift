/// A column of a list that has one for every field of a rule set, described by what stands in its cells.
///
/// A firm's own figure stands in the cell where the generator knows one under the field's name. Where it knows none, as for
/// a field that is new in the rules, the cell is one of those given here.
public struct FieldColumn: Hashable, Sendable {
  /// What a column is for.
  public enum Part: Hashable, Sendable {
    /// It names the firm by its tax code.
    case key
    /// It holds the firm's name.
    case name
    /// It holds a fact.
    case fact
  }

  /// The field's name in the rules.
  public var name: String
  /// The title in the header.
  public var title: String
  /// What it is for.
  public var part: Part
  /// Cells of firms that keep the law; never empty for a fact.
  public var sound: [String]
  /// Cells of firms that break it.
  public var faulty: [String]
  /// The word for a date that is known not to be; empty when the field knows no such date.
  public var noneWord: String
  /// Whether it counts persons; of those whom a firm harms it employs all.
  public var countsPersons: Bool

  /// Creates a column.
  public init(
    name: String, title: String, part: Part = .fact, sound: [String] = [], faulty: [String] = [],
    noneWord: String = "", countsPersons: Bool = false
  ) {
    self.name = name
    self.title = title
    self.part = part
    self.sound = sound
    self.faulty = faulty
    self.noneWord = noneWord
    self.countsPersons = countsPersons
  }
}
