import Foundation
import SyntheticFirms
import Testing

@Suite("A list with a column for every field")
struct EveryFieldListTests {
  private let key = FieldColumn(name: "tax_code", title: "Mã số thuế", part: .key)
  private let name = FieldColumn(name: "firm_name", title: "Tên", part: .name)
  private let total = FieldColumn(name: "employees_total", title: "Số lao động", sound: ["0"])
  private let signed = FieldColumn(
    name: "cba_signed_date", title: "Ngày ký thỏa ước", sound: ["2026-01-01"], noneWord: "chưa, không")
  private let new = FieldColumn(
    name: "a_new_field", title: "Mới, lạ", sound: ["1.5", "a,b"], faulty: ["xấu"])
  private let harmed = FieldColumn(
    name: "harmed_persons", title: "Số người", sound: ["0"], faulty: ["1000000"], countsPersons: true)

  /// The rows of a list, header first, each with its cells.
  private func rows(_ columns: [FieldColumn], firms: Int, seed: UInt64 = 7) throws -> [[String]] {
    let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try EveryFieldList.write(to: path, columns: columns, firms: firms, seed: seed)
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return text.split(separator: "\n").map { Self.cells(String($0)) }
  }

  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  @Test("The first rows of a seed are these")
  func firstRows() throws {
    let rows = try rows([key, name, total, signed, new, harmed], firms: 3)
    #expect(rows[0] == ["Mã số thuế", "Tên", "Số lao động", "Ngày ký thỏa ước", "Mới, lạ", "Số người"])
    #expect(rows.allSatisfy { $0.count == 6 })
    #expect(rows[1] == ["9900000016", "CÔNG TY TNHH BAO BÌ VUÊM PHƯỚC", "9", "chưa, không", "a,b", "0"])
  }

  @Test("The same seed gives the same list, another seed another one")
  func seeded() throws {
    let columns = [key, name, total, signed, new, harmed]
    let first = try rows(columns, firms: 300)
    #expect(try rows(columns, firms: 300) == first)
    #expect(try rows(columns, firms: 300, seed: 8) != first)
  }

  @Test("A further column changes no other cell")
  func columnsDoNotTouch() throws {
    let wide = try rows([key, name, total, new, signed], firms: 300)
    let narrow = try rows([key, name, signed], firms: 300)
    #expect(wide.map { [$0[0], $0[1], $0[4]] } == narrow)
  }

  @Test("A known figure is the firm's own, and one cell in twenty is blank")
  func figures() throws {
    let rows = try rows([key, total, new], firms: 4_000).dropFirst()
    let generator = FirmGenerator(seed: 7)
    for (index, row) in rows.enumerated() where !row[1].isEmpty {
      #expect(row[1] == String(generator.firm(at: index).workforce.total))
    }
    for column in 1...2 { #expect((150...250).contains(rows.count { $0[column].isEmpty })) }
    #expect(rows.allSatisfy { !$0[0].isEmpty })
  }

  @Test("Of a field that the generator does not know most firms have sound cells")
  func unknownField() throws {
    let rows = try rows([key, new, harmed, total], firms: 4_000).dropFirst()
    #expect((20...200).contains(rows.count { $0[1] == "xấu" }))
    #expect(rows.allSatisfy { ["", "1.5", "a,b", "xấu"].contains($0[1]) })
    let worst = rows.filter { Int($0[2]) ?? 0 > 0 && !$0[3].isEmpty }
    #expect(!worst.isEmpty && worst.allSatisfy { $0[2] == $0[3] }, "all workers of the firm and no more")
  }
}
