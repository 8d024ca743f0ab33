import Diagnostics
import FirmSources
import FirmTable
import RecordFiles
import RuleEvaluation
import RuleModel
import SQLGeneration

/// `firmrisk sql`: the same rules inside a database or on a cluster.
enum SQLCommand {
  static let syntax = CommandSyntax(
    name: "sql", operands: [],
    options: [
      .value("--dialect", "NAME", "duckdb, postgresql, sqlite or spark"),
      .value("--rules", "DIR", "rule pack (default: \(RulePack.defaultFolder), else the one in the program)"),
      .value("--as-of", "DATE", "day to score, yyyy-MM-dd (default with --input: from lists.txt)"),
      .value("--input", "FOLDER", "take the columns from these lists, as `score` reads them"),
      .value("--columns", "a,b,c", "fields that have a column (default: all)"),
      .value("--partial", "NAME", repeated: true, "this list is not complete; may be repeated"),
      .value("--table", "NAME", "name of the firm table (default: firms)"),
      .value("--source", "NAME=TABLE", repeated: true, "table of a list with many rows a firm"),
      .value("--as", "FORM", "query, view or table (default: query)"),
      .value("--name", "NAME", "name of the view or table (default: firm_ranking)"),
      .value("--explain", "TAX_CODE", "print the query that explains one firm, rule by rule"),
      .flag("--ddl", "print the statements that create and load the input tables"),
      .value("--from", "DIR", "with --ddl: folder of the files of `export-table` (default: .)"),
      .flag("--include-draft", "let draft rules score"),
      .value("--lang", "vi|en", "language of comments (default: vi)"),
    ],
    summary: "Print SQL that yields the ranking inside DuckDB, PostgreSQL, SQLite or Spark.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do {
      let dialect = try dialect(arguments)
      let form = try form(arguments)
      let loaded: (pack: RulePack, ruleSet: RuleSet)
      switch loadCheckedPack(arguments.value("--rules"), in: environment) {
      case .failure(let failure): return failure.status
      case .success(let success): loaded = success
      }
      var request: SQLRequest
      switch try SQLInput.request(arguments, loaded.ruleSet, environment) {
      case .failure(let failure): return failure.status
      case .success(let success): request = success
      }
      request.language = try RunRequest.language(arguments)
      try nameTables(&request, arguments)
      let generator = SQLGenerator(request, dialect: dialect)
      switch statements(generator, form, arguments) {
      case .sql(let text):
        environment.print(String(text.dropLast()))
        return .done
      case .refused(let findings):
        let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
        environment.printError(renderer.render(findings, in: loaded.pack.sources))
        return .rulesDoNotCheck
      }
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  private static func statements(
    _ generator: SQLGenerator, _ form: SQLGenerator.Form, _ arguments: CommandArguments
  ) -> SQLGenerator.Result {
    if arguments.has("--ddl") { return generator.tables(from: arguments.value("--from") ?? ".") }
    if let typed = arguments.value("--explain") {
      var key = typed
      if case .code(let code) = TaxCode.normalise(Array(typed.utf8)) { key = code }
      return generator.explanation(of: key)
    }
    return generator.ranking(as: form, named: arguments.value("--name") ?? "firm_ranking")
  }

  private static func dialect(_ arguments: CommandArguments) throws(UsageMistake) -> SQLDialectName {
    let names = SQLDialectName.allCases.map(\.rawValue)
    guard let text = arguments.value("--dialect") else {
      throw UsageMistake(
        "no dialect is named", help: ["write `--dialect` and one of " + names.joined(separator: ", ")])
    }
    guard let dialect = SQLDialectName(rawValue: text) else {
      throw UsageMistake(
        "unknown dialect `\(text)`", help: ["the dialects are " + names.joined(separator: ", ")])
    }
    return dialect
  }

  private static func form(_ arguments: CommandArguments) throws(UsageMistake) -> SQLGenerator.Form {
    guard let text = arguments.value("--as") else { return .query }
    guard let form = SQLGenerator.Form(rawValue: text) else {
      throw UsageMistake("`--as` takes `query`, `view` or `table`, not `\(text)`")
    }
    return form
  }

  private static func nameTables(
    _ request: inout SQLRequest, _ arguments: CommandArguments
  ) throws(UsageMistake) {
    if let table = arguments.value("--table") { request.table = table }
    for text in arguments.all("--source") {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2,
        let source = request.ruleSet.sources.firstIndex(where: { $0.name == parts[0] && $0.hasManyRows })
      else {
        let names = request.ruleSet.sources.filter(\.hasManyRows).map(\.name)
        throw UsageMistake(
          "`--source` does not name a list with many rows a firm: `\(text)`",
          help: ["write `NAME=TABLE`; the lists are " + names.joined(separator: ", ")])
      }
      request.sourceTables[source] = parts[1]
    }
  }
}

/// `firmrisk export-table INPUT`: the clean firm table for a database.
enum ExportTableCommand {
  static let syntax = CommandSyntax(
    name: "export-table", operands: ["[INPUT]"],
    options: RunRequest.options + [
      .value("--out", "DIR", "folder for firms.csv and one file a list of many rows")
    ],
    summary: "Write the clean firm table as the files that `firmrisk sql --ddl` loads.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do throws(UsageMistake) {
      guard let folder = arguments.value("--out") else {
        throw UsageMistake("`export-table` needs a folder to write", help: ["write `--out DIR`"])
      }
      let request = try RunRequest(arguments, input: arguments.operands.first)
      return write(request, into: folder, environment)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }
}

extension ExportTableCommand {
  private static func write(
    _ request: RunRequest, into folder: String, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    switch FirmRun.complete(request, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let run):
      let table = run.result.table
      let sql = SQLInput.request(
        run.result.ruleSet, table: table, asOf: run.result.run.asOf, includeDraft: request.includeDraft)
      do {
        try FirmTableExport(request: sql, table: table).write(into: folder)
        return .done
      } catch {
        let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
        environment.printError(renderer.render([error.diagnostic], in: SourceMap()))
        return .inputUnreadable
      }
    }
  }
}

/// Finds out what the SQL of a run reads.
package enum SQLInput {
  /// The request for the columns of a joined table.
  package static func request(_ ruleSet: RuleSet, table: FirmTable, asOf: CivilDate, includeDraft: Bool)
    -> SQLRequest
  {
    request(
      ruleSet, carried: CarriedFields(ruleSet: ruleSet, table: table), given: Set(table.given.keys),
      asOf: asOf, includeDraft: includeDraft)
  }

  static func request(
    _ ruleSet: RuleSet, carried: CarriedFields, given: Set<FieldIndex>, asOf: CivilDate, includeDraft: Bool
  ) -> SQLRequest {
    let plan = EvaluationPlan(ruleSet: ruleSet, asOf: asOf, carried: carried, pool: TextPool())
    return SQLRequest(
      ruleSet: ruleSet, asOf: asOf, columns: carried.columns, given: given, sources: carried.sources,
      completeSources: carried.completeSources,
      rules: plan.rules.map { .init(rule: $0.ruleIndex, isDraft: $0.isDraft) }, includeDraft: includeDraft)
  }

  /// The request that the options state.
  static func request(
    _ arguments: CommandArguments, _ ruleSet: RuleSet, _ environment: ProgramEnvironment
  ) throws(UsageMistake) -> Result<SQLRequest, CommandFailure> {
    var asOf: CivilDate?
    if let text = arguments.value("--as-of") {
      guard let date = CivilDate(iso: text) else {
        throw UsageMistake("`--as-of` is not a date: `\(text)`", help: ["write it as 2026-10-31"])
      }
      asOf = date
    }
    let includeDraft = arguments.has("--include-draft")
    if let folder = arguments.value("--input") {
      let input = InputRequest(path: folder, partial: arguments.all("--partial"), asOf: asOf)
      do {
        let plan = try InputPlan(input, for: ruleSet)
        let joined = try FirmSources.join(plan, for: ruleSet, options: JoinOptions())
        return .success(
          request(ruleSet, table: joined.table, asOf: plan.asOf, includeDraft: includeDraft))
      } catch {
        let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
        environment.printError(renderer.render(error.diagnostics, in: SourceMap()))
        return .failure(CommandFailure(status: error.exitStatus))
      }
    }
    guard let asOf else {
      throw UsageMistake("no as-of date", help: ["write `--as-of yyyy-MM-dd`, or `--input FOLDER`"])
    }
    let columns = try columns(arguments.value("--columns"), ruleSet)
    let partial = Set(arguments.all("--partial"))
    let sources = ruleSet.sources.indices.filter { source in
      ruleSet.sources[source].hasManyRows
        && columns.contains { ruleSet.isRowField($0) && ruleSet.fields[$0].sources.contains(source) }
    }
    let complete = sources.filter {
      ruleSet.sources[$0].isComplete && !partial.contains(ruleSet.sources[$0].name)
    }
    let carried = CarriedFields(
      ruleSet: ruleSet, columns: columns, sources: Set(sources), completeSources: Set(complete))
    return .success(
      request(
        ruleSet, carried: carried, given: asked(ruleSet).intersection(columns), asOf: asOf,
        includeDraft: includeDraft))
  }

  private static func columns(_ text: String?, _ ruleSet: RuleSet) throws(UsageMistake) -> Set<FieldIndex> {
    guard let text else {
      return Set(
        ruleSet.fields.indices.filter {
          !ruleSet.fields[$0].sources.isEmpty || ruleSet.fields[$0].listedIn != nil
        })
    }
    var found: Set<FieldIndex> = []
    for name in text.split(separator: ",").map(String.init) {
      guard let index = ruleSet.fields.firstIndex(where: { $0.name == name }) else {
        let near = NearestName.suggestions(for: name, among: ruleSet.fields.map(\.name))
        throw UsageMistake(
          "no field is called `\(name)`",
          help: near.isEmpty ? [] : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
      }
      found.insert(index)
    }
    return found
  }

  /// Fields that some rule asks `reported` about.
  private static func asked(_ ruleSet: RuleSet) -> Set<FieldIndex> {
    var found: Set<FieldIndex> = []
    for rule in ruleSet.rules {
      for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects] {
        expression?.visit { if case .reported(let field) = $0.kind { found.insert(field) } }
      }
    }
    return found
  }
}
