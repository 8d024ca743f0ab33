import RuleModel
import RuleSentences

/// A whole rule pack as a document for lawyers.
///
/// Every sentence is written from the checked rules, so that the book cannot say anything else than what is scored.
public struct RuleBook: Sendable {
  /// In which form the book is written.
  public enum Format: String, Sendable, CaseIterable {
    /// Markdown.
    case markdown = "md"
    /// One HTML page that needs no other file.
    case html
  }

  /// Hashes that say which text and which meaning the book was written from.
  public struct Hashes: Hashable, Sendable {
    /// Name of the hash.
    public var name: String
    /// Hash of the rule files.
    public var files: String
    /// Hash of the checked meaning.
    public var meaning: String

    /// Creates hashes.
    public init(name: String, files: String, meaning: String) {
      self.name = name
      self.files = files
      self.meaning = meaning
    }
  }

  let ruleSet: RuleSet
  let asOf: CivilDate
  let hashes: Hashes
  let words: BookWords
  let values: ValueWriter
  let sentences: RuleSentenceWriter
  let parameterValues: ParameterValueWriter

  /// Creates a book.
  ///
  /// - Parameters:
  ///   - ruleSet: the checked pack.
  ///   - language: language of the book.
  ///   - asOf: the day whose values stand in the sentences.
  ///   - hashes: what the pack is known by.
  public init(ruleSet: RuleSet, language: Language, asOf: CivilDate, hashes: Hashes) {
    self.ruleSet = ruleSet
    self.asOf = asOf
    self.hashes = hashes
    words = BookWords(language: language)
    values = ValueWriter(language: language, ruleSet: ruleSet)
    sentences = RuleSentenceWriter(language: language, ruleSet: ruleSet, asOf: asOf)
    parameterValues = ParameterValueWriter(language: language, ruleSet: ruleSet)
  }

  /// The book as text.
  public func text(_ format: Format) -> String {
    switch format {
    case .markdown: return BookMarkdown().text(of: blocks)
    case .html:
      let title = words("Sổ quy tắc", "Rule book") + ": " + packTitle
      return BookHTML(language: words.language.rawValue, title: title).text(of: blocks)
    }
  }

  /// One rule as the book tells it, as plain lines no wider than `width` where words can be parted.
  public func text(of rule: Rule, width: Int) -> String {
    BookPlainText(width: width).text(of: entry(rule))
  }

  var packTitle: String {
    let title = ruleSet.title[words.language]
    return title.isEmpty ? ruleSet.name : title
  }

  private var blocks: [BookBlock] {
    titlePage + readingNotes + [contents] + chapters.flatMap(ruleChapter) + scoringChapter + parameterChapter
      + setChapter + sourceChapter + checkChapter + fieldChapter + indexChapter
  }

  /// The rules of one area, or the gates.
  struct Chapter {
    var title: String
    var anchor: String
    var cap: Int?
    var rules: [Rule]
  }

  /// Areas in the order of the pack, gates behind them; areas without rules are left out.
  var chapters: [Chapter] {
    let areas = ruleSet.areas.enumerated().map { position, area in
      let title = area.title[words.language]
      return Chapter(
        title: title.isEmpty ? area.name : title, anchor: "area-" + area.name, cap: area.cap,
        rules: ruleSet.rules.filter { $0.area == position })
    }
    let gates = Chapter(
      title: words("Điều kiện thanh tra, kiểm tra", "Gates of inspection"), anchor: "area-gates", cap: nil,
      rules: ruleSet.rules.filter { $0.area == nil })
    return (areas + [gates]).filter { !$0.rules.isEmpty }
  }

  // MARK: - Places

  static func anchor(of rule: Rule) -> String { "rule-" + rule.id }

  func anchor(_ subject: SentencePiece.Subject) -> String? {
    switch subject {
    case .words: return nil
    case .field(let index): return "field-" + ruleSet.fields[index].name
    case .parameter(let index): return "parameter-" + ruleSet.parameters[index].name
    case .set(let index): return "set-" + ruleSet.sets[index].name
    case .source(let index): return "source-" + ruleSet.sources[index].name
    }
  }

  func inlines(_ pieces: [SentencePiece]) -> [BookInline] {
    pieces.map { piece in anchor(piece.subject).map { .link(piece.text, to: $0) } ?? .text(piece.text) }
  }

  func outline(_ outline: SentenceOutline) -> BookOutline {
    BookOutline(
      lead: inlines(outline.lead), items: outline.items.map(self.outline),
      tail: outline.tail.map(self.outline))
  }

  func link(_ rule: Rule) -> BookInline { .link(rule.id, to: RuleBook.anchor(of: rule)) }

  func link(field index: FieldIndex) -> BookInline {
    let field = ruleSet.fields[index]
    let title = field.title[words.language]
    return .link(title.isEmpty ? field.name : title, to: "field-" + field.name)
  }

  func period(_ period: EffectPeriod) -> String {
    let from = words("từ ", "from ") + values.date(period.from)
    return period.to.map { from + words(" đến ", " to ") + values.date($0) } ?? from
  }
}

/// The words of the book in one language.
struct BookWords: Sendable {
  let language: Language

  /// Chooses between the Vietnamese and the English words.
  func callAsFunction(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  func kind(_ kind: RuleKind) -> String {
    switch kind {
    case .violation: return self("Vi phạm", "Violation")
    case .indicator: return self("Chỉ báo rủi ro", "Indicator")
    case .gate: return self("Điều kiện kiểm tra", "Gate")
    }
  }

  func kinds(_ kind: RuleKind) -> String {
    language == .vi ? self.kind(kind) : self.kind(kind) + "s"
  }

  var draft: String {
    self("Dự thảo: chưa xác nhận với văn bản, không chấm điểm", "Draft: not confirmed, does not score")
  }
}
