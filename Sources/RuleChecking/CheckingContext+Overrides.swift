import Diagnostics
import RuleLanguage
import RuleModel

/// The files of a pack and those of the pack that it extends.
struct PackLayers {
  let own: [ParsedFile]
  let below: [ParsedFile]
  /// Why there is no pack below although the pack names one.
  let baseHelp: [String]

  /// The text of a clause on one line.
  func text(of span: Span) -> String {
    guard let file = (own + below).first(where: { $0.file.id == span.file }) else { return "" }
    return file.file.text(of: span).split { $0.isWhitespace }.joined(separator: " ")
  }
}

/// One pack on top of another: the declarations of both, with the overrides put in.
extension CheckingContext {
  /// All declarations, those of the pack below first and already changed.
  func merged(_ layers: PackLayers) -> [Declaration] {
    let own = layers.own.flatMap(\.syntax.declarations)
    var changes: [OverrideDeclaration] = []
    for case .change(let change) in own { changes.append(change) }
    guard let base = usableBase(layers) else {
      // A pack below that cannot be used was reported; the overrides themselves are then no mistake.
      if RuleChecker.base(of: layers.own) == nil { changes.forEach(reportBaseless) }
      return own
    }
    var below = base
    let merge = OverrideMerge(context: self, layers: layers)
    for change in changes { merge.put(change, into: &below) }
    overrides = merge.overrides
    return below.filter { !merge.isReplaced($0) } + own
  }

  /// What the rule set says of the pack below.
  func basePack(_ layers: PackLayers) -> BasePack? {
    guard RuleChecker.base(of: layers.own) != nil else { return nil }
    for case .pack(let pack) in layers.below.flatMap(\.syntax.declarations) {
      return BasePack(
        name: pack.name.text, title: text(pack.title), version: pack.version?.value ?? "",
        overrides: overrides)
    }
    return nil
  }

  /// The declarations of the pack below without its name and language; nil when there is none to build on.
  private func usableBase(_ layers: PackLayers) -> [Declaration]? {
    guard let name = RuleChecker.base(of: layers.own) else { return nil }
    guard !layers.below.isEmpty else {
      report(
        .baseUnusable, "the pack `\(name.text)` that this one extends is not at hand", at: name.span,
        "not found", help: layers.baseHelp)
      return nil
    }
    let below = layers.below.flatMap(\.syntax.declarations)
    if let grandparent = RuleChecker.base(of: layers.below) {
      report(
        .baseUnusable, "`\(name.text)` itself extends `\(grandparent.text)`", at: name.span,
        "a pack builds on one pack only", also: [.init(grandparent.span, "extends a third one")])
      return nil
    }
    return below.filter { declaration in
      switch declaration {
      case .pack, .language: return false
      case .change(let change):
        reportBaseless(change)
        return false
      case .act, .unit, .choice, .source, .field, .parameter, .set, .letValue, .area, .rule, .example,
        .policy,
        .consistency:
        return true
      }
    }
  }

  private func reportBaseless(_ change: OverrideDeclaration) {
    report(
      .misplacedOverride, "an override in a pack that extends none", at: change.span,
      help: ["write `pack NAME extends OTHER { … }`, or change the declaration where it stands"])
  }
}

/// Puts overrides into the declarations of the pack below.
final class OverrideMerge {
  private let context: CheckingContext
  private let layers: PackLayers
  private(set) var overrides: [BasePack.Override] = []
  /// First place of each clause that was changed.
  private var places: [String: Span] = [:]
  /// Rules whose points are changed: the examples of the pack below no longer speak of them.
  private var repriced: Set<String> = []

  init(context: CheckingContext, layers: PackLayers) {
    self.context = context
    self.layers = layers
  }

  /// Whether a declaration of the pack below is an example of a rule whose points were changed.
  func isReplaced(_ declaration: Declaration) -> Bool {
    guard case .example(let example) = declaration else { return false }
    return repriced.contains(example.rule.text)
  }

  /// Puts one override in, or says why there is nothing to override.
  func put(_ change: OverrideDeclaration, into declarations: inout [Declaration]) {
    for index in declarations.indices {
      switch (declarations[index], change.target) {
      case (.area(var area), .area(let name)) where area.name.text == name.text:
        put(change, into: &area)
        declarations[index] = .area(area)
        return
      case (.rule(var rule), .rule(let id)) where rule.id.text == id.text:
        put(change, into: &rule)
        declarations[index] = .rule(rule)
        return
      case (.policy(var policy), .policy):
        put(change, into: &policy)
        declarations[index] = .policy(policy)
        return
      default: continue
      }
    }
    reportNothing(change, declarations)
  }

  private func put(_ change: OverrideDeclaration, into area: inout AreaDeclaration) {
    guard let cap = change.cap else { return reportEmpty(change, "cap N") }
    let was = area.cap.map { "cap \($0.value)" } ?? ""
    guard note("area \(area.name.text)", "cap", was: was, now: "cap \(cap.value)", at: cap.span) else {
      return
    }
    area.cap = cap
  }

  private func put(_ change: OverrideDeclaration, into rule: inout RuleDeclaration) {
    if change.points == nil, change.status == nil { return reportEmpty(change, "points N` or `status draft") }
    let target = "rule \(rule.id.text)"
    if let points = change.points {
      let was = rule.points.map { layers.text(of: $0.span) } ?? ""
      if note(target, "points", was: was, now: layers.text(of: points.span), at: points.span) {
        rule.points = points
        repriced.insert(rule.id.text)
      }
    }
    guard let status = change.status else { return }
    let was = rule.draft == nil ? "status in force" : "status draft"
    switch status {
    case .draft(let span):
      if note(target, "status", was: was, now: "status draft", at: span) { rule.draft = span }
    case .inForce(let span):
      if note(target, "status", was: was, now: "status in force", at: span) { rule.draft = nil }
    }
  }

  private func put(_ change: OverrideDeclaration, into policy: inout PolicyDeclaration) {
    let new = change.policy
    if new.bands.isEmpty, new.actions.isEmpty, new.rank.isEmpty {
      return reportEmpty(change, "bands …`, `inspect when …` or `rank by …")
    }
    if let span = new.bandsSpan {
      let was = policy.bands.map { "\($0.name.text) from \($0.from.value)" }.joined(separator: ", ")
      let now = new.bands.map { "\($0.name.text) from \($0.from.value)" }.joined(separator: ", ")
      if note("policy", "bands", was: "bands \(was)", now: "bands \(now)", at: span) {
        policy.bands = new.bands
        policy.bandsSpan = span
      }
    }
    for kind in PolicyDeclaration.Action.Kind.allCases {
      let replacing = new.actions.filter { $0.kind == kind }
      guard let first = replacing.first else { continue }
      let was = policy.actions.filter { $0.kind == kind }
      guard note("policy", kind.rawValue, was: text(was), now: text(replacing), at: first.span) else {
        continue
      }
      policy.actions = policy.actions.filter { $0.kind != kind } + replacing
    }
    guard let span = new.rankSpan else { return }
    if note("policy", "rank", was: text(policy.rank), now: text(new.rank), at: span) {
      policy.rank = new.rank
      policy.rankSpan = span
    }
  }

  private func text(_ actions: [PolicyDeclaration.Action]) -> String {
    actions.map { layers.text(of: $0.span) }.joined(separator: "; ")
  }

  private func text(_ keys: [PolicyDeclaration.RankKey]) -> String {
    "rank by "
      + keys.map { $0.isDescending ? "\($0.name.text) descending" : $0.name.text }.joined(separator: ", ")
  }

  /// Notes a change; says so when the same clause was changed before.
  private func note(_ target: String, _ clause: String, was: String, now: String, at span: Span) -> Bool {
    let key = target + " " + clause
    if let first = places[key] {
      context.report(
        .duplicateName, "`\(clause)` of \(target) is overridden twice", at: span, "second time",
        also: [.init(first, "first time")])
      return false
    }
    places[key] = span
    overrides.append(.init(target: target, was: was, now: now, span: span))
    return true
  }

  private func reportEmpty(_ change: OverrideDeclaration, _ advice: String) {
    context.report(
      .missingClause, "an override that changes nothing", at: change.span, help: ["add `\(advice)`"])
  }

  private func reportNothing(_ change: OverrideDeclaration, _ declarations: [Declaration]) {
    let own = layers.own.flatMap(\.syntax.declarations)
    switch change.target {
    case .area(let name):
      var known: [String] = []
      for case .area(let area) in declarations { known.append(area.name.text) }
      let isOwn = own.contains { if case .area(let area) = $0 { area.name.text == name.text } else { false } }
      reportNothing("area", name, known: known, isOwn: isOwn)
    case .rule(let id):
      var known: [String] = []
      for case .rule(let rule) in declarations { known.append(rule.id.text) }
      let isOwn = own.contains { if case .rule(let rule) = $0 { rule.id.text == id.text } else { false } }
      reportNothing("rule", id, known: known, isOwn: isOwn)
    case .policy(let span):
      context.report(.misplacedOverride, "the pack below has no policy to override", at: span)
    }
  }

  private func reportNothing(_ what: String, _ name: Name, known: [String], isOwn: Bool) {
    guard isOwn else { return context.reportUnknown("\(what) of the pack below", name, among: known) }
    context.report(
      .misplacedOverride, "\(what) `\(name.text)` is this pack's own", at: name.span, "declared in this pack",
      help: ["change it where it stands"])
  }
}
