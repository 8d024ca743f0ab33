import FirmTable
import Foundation
import TestSupport
import Testing

@testable import RunFolder

@Suite("Run folder")
struct RunFolderTests {
  private func write(_ options: RunFolder.Options) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try RunFolder.write(MadeUpRun.result, to: folder.path, options: options)
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }
    return files
  }

  @Test("A run leaves these files with these bytes")
  func golden() throws {
    let files = try write(.init(writesFindings: true))
    let names = files.keys.sorted()
    #expect(
      names == [
        "cells.csv", "conflicts.csv", "findings.jsonl", "inconsistencies.csv", "manifest.json", "ranking.csv",
        "rejects.csv", "sources.csv",
        "summary.json", "unmatched.csv",
      ])
    for name in names { #expect(GoldenFile.difference(files[name] ?? "", from: name) == nil) }
  }

  @Test("Findings are written only on request")
  func noFindings() throws { #expect(try write(.init())["findings.jsonl"] == nil) }

  @Test("The same run gives the same bytes for any number of jobs")
  func deterministic() throws {
    let first = try write(.init(writesFindings: true, jobs: 1))
    #expect(try write(.init(writesFindings: true, jobs: 2)) == first)
  }

  @Test("Every rank of a long ranking is written once and in order", arguments: [0, .max], [1, 2])
  func longRanking(blocksFrom: Int, jobs: Int) throws {
    // So many that the room for them is asked for.
    let copies = 1 << 15
    var table = MadeUpRun.table
    table.keys = FirmKeys((0..<3 * copies).map { String(1_000_000_000 + $0) })
    table.columns = table.columns.map { _ in nil }
    let result = MadeUpRun.result(MadeUpRun.run(jobs: 2, copies: copies), of: table)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("long-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = RunFolder.Options(jobs: jobs)
    options.blocksFrom = blocksFrom
    try RunFolder.write(result, to: folder.path, options: options)
    let text = String(
      decoding: try Data(contentsOf: folder.appendingPathComponent("ranking.csv")), as: UTF8.self)
    let lines = text.split(separator: "\r\n").dropFirst()
    #expect(lines.map { Int($0.prefix { $0 != "," }) } == (1...3 * copies).map { $0 })
    #expect(Set(lines.map { $0.split(separator: ",")[1] }).count == 3 * copies)
  }

  @Test("A ranking of no known column has no lines, and writes nowhere")
  func noColumns() {
    var options = RunFolder.Options()
    options.columns = RankingColumns(header: Array("\u{FEFF}".utf8))
    #expect(
      RunFolder.rankingLines(MadeUpRun.result, ranks: 0..<MadeUpRun.result.run.count, options: options)
        .isEmpty)
  }

  @Test("English changes the reason's text and nothing else")
  func languages() throws {
    let result = MadeUpRun.result
    let vi = String(decoding: RunFolder.rankingTable(result, ranks: 0..<1), as: UTF8.self)
    let en = String(
      decoding: RunFolder.rankingTable(result, ranks: 0..<1, options: .init(language: .en)), as: UTF8.self)
    #expect(vi.contains("Nợ 90.000.000 đồng trong 61 ngày"))
    #expect(en.contains("\"Owes 90,000,000 VND for 61 days\""))
    #expect(vi.split(separator: "\r\n")[0] == en.split(separator: "\r\n")[0])
  }
}

@Suite("Manifest")
struct ManifestTests {
  @Test("The meaning of rules does not depend on where they stand, and changes with a cap")
  func meaning() {
    var moved = MadeUpRun.ruleSet
    for index in moved.rules.indices { moved.rules[index].span.start += 100 }
    #expect(CanonicalRules.bytes(of: moved) == CanonicalRules.bytes(of: MadeUpRun.ruleSet))
    var changed = MadeUpRun.ruleSet
    changed.areas[1].cap = 39
    #expect(CanonicalRules.bytes(of: changed) != CanonicalRules.bytes(of: MadeUpRun.ruleSet))
  }

  @Test("A new stored property of the model has to be added to the canonical form")
  func complete() throws {
    func count(_ value: Any) -> Int { Mirror(reflecting: value).children.count }
    let set = MadeUpRun.ruleSet
    // The pack below, the dates of acts and a lawyer's signature say where a meaning comes from and are no part of it.
    #expect(count(set) - ["base", "acts"].count == 16)
    #expect(count(set.rules[1]) - ["review"].count == 20)
    #expect(count(set.fields[0]) == 14)
    #expect(count(set.sources[0]) == 10)
    #expect(count(set.policy) == 3)
    #expect(count(try #require(set.rules[1].points)) == 3)
    #expect(count(set.rules[1].condition) == 3)
  }

  @Test("Every change of a rule changes the meaning")
  func sensitivity() {
    let original = CanonicalRules.bytes(of: MadeUpRun.ruleSet)
    let changes: [(inout RuleSetChange) -> Void] = [
      { $0.rule.id += "x" }, { $0.rule.kind = .indicator }, { $0.rule.title.en += "x" },
      { $0.rule.basis = [] },
      { $0.rule.effective.to = .latest }, { $0.rule.isDraft = true }, { $0.rule.area = 1 },
      { $0.rule.family = "f" }, { $0.rule.applies = $0.rule.condition },
      { $0.rule.condition = MadeUpRun.field(6) },
      { $0.rule.points?.most += 1 }, { $0.rule.points?.least += 1 }, { $0.rule.affects = nil },
      { $0.rule.ended = 5 }, { $0.rule.because = nil }, { $0.rule.check = $0.rule.title },
      { $0.rule.ask = $0.rule.title }, { $0.rule.honest = $0.rule.title }, { $0.rule.note = $0.rule.title },
      {
        $0.rule.fines = [
          .init(
            citation: $0.rule.basis[0], period: nil, level: nil, amount: .notEntered, ceiling: nil,
            warningBelow: nil)
        ]
      },
    ]
    var seen: Set<[UInt8]> = [original]
    for change in changes {
      var changed = RuleSetChange()
      change(&changed)
      var set = MadeUpRun.ruleSet
      set.rules[1] = changed.rule
      #expect(seen.insert(CanonicalRules.bytes(of: set)).inserted)
    }
  }

  struct RuleSetChange {
    var rule = MadeUpRun.debt
  }

  @Test("A sealed manifest holds SHA-256 and says so")
  func sealed() {
    let text = MadeUpRun.manifest(.sha256).json(ruleSet: MadeUpRun.ruleSet).compact
    #expect(text.contains("\"sha-256\""))
    #expect(text.contains(SHA256.hexDigest(of: Array("area".utf8))))
  }
}
