import Diagnostics
import ReportAssets

/// `firmrisk schema [NAME]`: the JSON Schema of a file that a run leaves.
enum SchemaCommand {
  static let syntax = CommandSyntax(
    name: "schema", operands: ["[NAME]"], options: [],
    summary: "Print the JSON Schema of ranking.jsonl, findings.jsonl, summary.json or manifest.json.")

  /// The schemas by name.
  static var schemas: [(name: String, text: String)] {
    (0..<report_schema_count()).map { index in
      let schema = report_schema(index)
      let bytes = UnsafeBufferPointer(start: schema.text.bytes, count: schema.text.count)
      return (String(cString: schema.name), String(decoding: bytes, as: UTF8.self))
    }
  }

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let names = schemas.map(\.name)
    guard let name = arguments.operands.first else {
      environment.print(names.joined(separator: "\n"))
      return .done
    }
    guard let schema = schemas.first(where: { $0.name == name }) else {
      let near = NearestName.suggestions(for: name, among: names)
      environment.complain(
        .usageMistake, "there is no schema `\(name)`",
        help: near.isEmpty
          ? ["the schemas are " + names.map { "`\($0)`" }.joined(separator: ", ")]
          : ["did you mean `\(near[0])`?"])
      return .usage
    }
    environment.write(Array(schema.text.utf8))
    return .done
  }
}
