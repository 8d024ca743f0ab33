import Diagnostics
import RecordFiles
import Testing

/// Each code that a single cell or column can cause, on a small list of its own.
@Suite struct CellCodeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let code: DiagnosticCode
    let kind: CellKind
    let cells: [String]
    /// Cells that must be listed as bad.
    let bad: Int

    var testDescription: String { code.id }
  }

  static let persons = CellKind.number(NumberForm(decimals: 0, range: 0...1000))
  static let choice = CellKind.choice([["i", "vung i"], ["ii", "vung ii"]])

  static let cases: [Case] = [
    Case(code: .cellNotNumber, kind: persons, cells: ["1", "2", "abc", "4"], bad: 1),
    Case(
      code: .cellDisagrees, kind: .number(NumberForm(decimals: 2, range: 0...10_000_000)),
      cells: Array(repeating: "1.234,50", count: 30) + ["1,234.50"], bad: 1),
    Case(code: .cellTooPrecise, kind: persons, cells: ["1", "2", "3,5", "4"], bad: 1),
    Case(code: .cellOutOfRange, kind: persons, cells: ["1", "2", "4000", "4"], bad: 1),
    Case(code: .cellNotDate, kind: .date, cells: ["05/06/2026", "hôm qua", "31/12/2025"], bad: 1),
    Case(code: .cellImpossibleDate, kind: .date, cells: ["05/06/2026", "31/02/2026", "31/12/2025"], bad: 1),
    Case(code: .cellNotTruth, kind: .truth, cells: ["Có", "Không", "có lẽ"], bad: 1),
    Case(code: .cellNotMember, kind: choice, cells: ["I", "Vùng II", "Vùng V"], bad: 1),
    Case(code: .cellCrossBesideTick, kind: .truth, cells: ["✓", "x", "✓"], bad: 1),
    Case(
      code: .cellRounded, kind: .number(NumberForm(decimals: 0, range: 0...1_000_000_000_000)),
      cells: ["1", "2", "1,23E+09"], bad: 1),
    Case(code: .columnDisagrees, kind: persons, cells: ["1", "2", "abc", "4"], bad: 1),
  ]

  static func read(_ cells: [String], _ kind: CellKind) throws -> RecordTable {
    var text = "MST;Cột\n"
    for (index, cell) in cells.enumerated() { text += "\(1_000_000_000 + index);\(cell)\n" }
    let requests = [
      ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode),
      ColumnRequest(id: 1, machineName: "column", titles: ["Cột"], kind: kind),
    ]
    return try RecordFileReader.read(InputBytes(Array(text.utf8), path: "list.csv"), requests)
  }

  @Test(arguments: cases) func aSingleCellIsListedWithItsCode(_ test: Case) throws {
    let table = try CellCodeTests.read(test.cells, test.kind)
    let listed = table.rejects.kept.filter { $0.severity == .cell }
    #expect(listed.count == test.bad)
    let codes = listed.map(\.code) + table.findings.map(\.code)
    #expect(codes.contains(test.code), "found \(codes)")
    #expect(table.columns[1].report.bad == test.bad)
    for reject in listed {
      #expect(!reject.advice.isEmpty)
      #expect(reject.column == "Cột")
      #expect(reject.line >= 2)
    }
  }

  @Test func aColumnThatNoFieldAsksForIsNamed() throws {
    let requests = [ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode)]
    let text = "MST;Ghi chú\n1000000000;x\n"
    let table = try RecordFileReader.read(InputBytes(Array(text.utf8), path: "list.csv"), requests)
    let finding = try #require(table.findings.first { $0.code == .columnUnused })
    #expect(finding.headline.contains("Ghi chú"))
  }
}
