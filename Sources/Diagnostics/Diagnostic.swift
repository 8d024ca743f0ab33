/// Stable identity of a kind of finding, such as `FR101`; wording may change, the code does not.
public struct DiagnosticCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The code as printed.
  public let id: String

  /// Creates a code; only catalogue files do this.
  public init(_ id: String) { self.id = id }

  /// The code as printed.
  public var description: String { id }

  /// Orders codes by their text.
  public static func < (first: DiagnosticCode, second: DiagnosticCode) -> Bool { first.id < second.id }
}

/// How much a finding weighs.
public enum Severity: String, Hashable, Sendable, CaseIterable {
  /// The rules or the input cannot be used as they are.
  case error
  /// Usable, but somebody should look.
  case warning
  /// A fact that helps to read other findings.
  case note
}

/// A finding about rules, input files or options.
///
/// The headline stands alone when only one line can be shown: lower case, no final stop, user text in backticks.
public struct Diagnostic: Hashable, Sendable {
  /// A span and what to say at it.
  public struct Label: Hashable, Sendable {
    /// Where; as narrow as possible.
    public var span: Span
    /// A few words shown at the carets; may be empty.
    public var message: String

    /// Creates a label.
    public init(_ span: Span, _ message: String = "") {
      self.span = span
      self.message = message
    }
  }

  /// Stable code of the kind of finding.
  public var code: DiagnosticCode
  /// Weight of the finding.
  public var severity: Severity
  /// One line that stands alone.
  public var headline: String
  /// The place to look at first, when there is one.
  public var primary: Label?
  /// Other places that explain the first.
  public var secondary: [Label]
  /// What to do, one piece of advice each.
  public var help: [String]
  /// Article of law that the finding is about, when there is one.
  public var citation: String?

  /// Creates a finding.
  public init(
    _ code: DiagnosticCode, _ severity: Severity = .error, _ headline: String, at primary: Label? = nil,
    also secondary: [Label] = [], help: [String] = [], citation: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.headline = headline
    self.primary = primary
    self.secondary = secondary
    self.help = help
    self.citation = citation
  }

  /// Creates an error.
  public init(
    _ code: DiagnosticCode, _ headline: String, at primary: Label? = nil, also secondary: [Label] = [],
    help: [String] = [], citation: String? = nil
  ) {
    self.init(code, .error, headline, at: primary, also: secondary, help: help, citation: citation)
  }
}

/// What the catalogue says of one code: the text that `explain-code` prints.
public struct CatalogueEntry: Sendable {
  /// The code.
  public let code: DiagnosticCode
  /// A short name of the kind of finding.
  public let title: String
  /// A paragraph: what it means, why it matters, how to mend it.
  public let explanation: String

  /// Creates an entry.
  public init(_ code: DiagnosticCode, _ title: String, _ explanation: String) {
    self.code = code
    self.title = title
    self.explanation = explanation
  }
}

/// Every code that the program can print, in the order of the codes.
public enum DiagnosticCatalogue {
  /// All entries: syntax FR0xx, checking FR1xx (from FR150 lints), data FR2xx, runs and usage FR3xx, SQL FR4xx.
  public static let entries: [CatalogueEntry] =
    (syntaxEntries + checkingEntries + lintEntries + dataEntries + runEntries + spreadsheetEntries
    + sqlEntries).sorted {
      $0.code < $1.code
    }

  /// The entry of a code, when there is one.
  public static func entry(for code: String) -> CatalogueEntry? {
    let wanted = code.uppercased()
    return entries.first { $0.code.id == wanted }
  }
}
