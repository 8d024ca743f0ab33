import TestSupport
import Testing

@testable import RecordFiles

/// What a sample says does not depend on how many threads look at it.
@Suite struct ColumnSamplerTests {
  private static let requests = [
    ColumnRequest(id: 0, machineName: "code", titles: ["MST"], kind: .taxCode),
    ColumnRequest(id: 1, machineName: "name", titles: ["Tên"], kind: .text),
    ColumnRequest(
      id: 2, machineName: "rate", titles: ["Hệ số"],
      kind: .number(NumberForm(decimals: 3, range: 0...1_000_000_000))),
    ColumnRequest(id: 3, machineName: "day", titles: ["Ngày"], kind: .date),
    ColumnRequest(id: 4, machineName: "has", titles: ["Có"], kind: .truth),
  ]

  private func evidence(_ text: String, jobs: Int) throws -> FormatEvidence {
    let input = InputBytes(Array(text.utf8), path: "list.csv")
    let layout = try RecordFileReader.layout(of: input, Self.requests)
    return input.withBytes { bytes in
      var sampler = ColumnSampler(
        CellSource(bytes, layout.dialect), layout, Self.requests.enumerated().map { ($1.kind, $0) })
      sampler.sample(jobs: jobs)
      return sampler.evidence
    }
  }

  /// A list whose cells count one in each of the ways in which they may be written.
  private func list(_ rows: Int, name: (Int) -> String) -> String {
    var text = "MST,Tên,Hệ số,Ngày,Có\n"
    for row in 0..<rows {
      let rate = ["1.234", "\"1,5\"", "7", "\"1,234\"", "2.5"][row % 5]
      let day = ["1/2/2026", "31/12/2025", "2026-03-04", "", "5/6/26"][row % 7 % 5]
      text += "\(3_000_000_000 + row),\(name(row)),\(rate),\(day),\(["x", "v", "có", ""][row % 4])\n"
    }
    return text
  }

  private func expectEqual(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let one = try evidence(text, jobs: 1)
    #expect(one.numbers[2].commaDecimal > 0 && one.dates[3].open > 0 && one.truths[4].words > 0)
    for jobs in [2, 3, 8] {
      #expect(try evidence(text, jobs: jobs) == one, "\(jobs) threads", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [40, 9_000, 20_479, 20_480, 30_000])
  func recordsOfOneLength(rows: Int) throws { try expectEqual(list(rows) { _ in "Công ty" }) }

  @Test func halvesThatDoNotMeet() throws {
    // Wherever the second half begins, that is most likely within quotes.
    try expectEqual(list(9_000) { _ in "\"Công ty" + String(repeating: "\nmột chi nhánh", count: 20) + "\"" })
  }

  @Test func recordsThatAreShorterOrLongerThanTheFirstOnes() throws {
    let long = String(repeating: "rất dài ", count: 20)
    try expectEqual(list(60_000) { $0 < 2_000 ? long : "A" })
    try expectEqual(list(40_000) { $0 < 2_000 ? "A" : long })
    try expectEqual(list(30_000) { $0 < 15_000 ? "A" : long })
  }

  @Test func aQuoteThatNeverCloses() throws {
    try expectEqual(list(20_000) { $0 == 300 ? "\"Công ty" : "Công ty" })
    try expectEqual(list(20_000) { $0 == 15_000 ? "\"Công ty" : "Công ty" })
  }
}
