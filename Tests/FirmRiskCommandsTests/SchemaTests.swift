import Foundation
import Testing

@testable import FirmRiskCommands

/// The shipped schemas describe exactly what runs write.
@Suite struct SchemaTests {
  private func schema(_ name: String) throws -> JSONSchema {
    let run = firmrisk("schema", name)
    #expect(run.status == .done)
    return try JSONSchema(run.output)
  }

  private func expectFit(_ text: String, _ schema: JSONSchema, _ name: String) throws {
    let faults = try schema.faults(in: text)
    #expect(faults.isEmpty, "\(name): \(faults.prefix(3))")
  }

  @Test func filesOfARunFitTheirSchemas() throws {
    for options in [
      ["--report", "jsonl", "--findings"], ["--report", "jsonl", "--findings", "--include-draft"],
    ] {
      let province = try SmallProvince()
      let run = firmrisk(
        ["score", province.lists, "--rules", province.rules, "--out", province.out] + options)
      #expect(run.status == .done)
      for name in ["summary", "manifest"] {
        try expectFit(province.folder.text("out/\(name).json"), schema(name), name)
      }
      for name in ["ranking", "findings"] {
        let schema = try schema(name)
        let lines = try province.folder.text("out/\(name).jsonl").split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines { try expectFit(String(line), schema, name) }
      }
    }
  }

  @Test func filesOfTheSampleFitTheirSchemas() throws {
    let files = try ScoredSample.shared.get().files
    for name in ["summary", "manifest"] { try expectFit(files.text("\(name).json"), schema(name), name) }
    let run = firmrisk(ScoredSample.arguments("rank") + ["--format", "jsonl", "--top", "40"])
    let ranking = try schema("ranking")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 40)
    for line in lines { try expectFit(String(line), ranking, "ranking") }
  }

  @Test func aSchemaFindsWhatDoesNotFit() throws {
    let manifest = try schema("manifest")
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    let text = try province.folder.text("out/manifest.json")
    for (old, new) in [
      ("\"as_of\": \"2026", "\"as_of\": \"26"), ("\"bytes\": ", "\"bytes\": -"), ("\"pack\":", "\"pak\":"),
    ] {
      #expect(text.contains(old))
      #expect(try !manifest.faults(in: text.replacingOccurrences(of: old, with: new)).isEmpty, "\(old)")
    }
  }

  @Test func anUnknownSchemaIsNamedWithTheNearest() {
    let run = firmrisk("schema", "rankin")
    #expect(run.status == .usage)
    #expect(run.errors.contains("did you mean `ranking`?"))
    #expect(firmrisk("schema").output == "findings\nmanifest\nranking\nsummary\n")
  }
}
