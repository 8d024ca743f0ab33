import Foundation
import Testing

@testable import FirmRiskCommands

@Suite("A new rule pack")
struct RulesNewTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test("The starter pack checks without a warning, passes its examples and stands in canonical form")
  func starterPack() throws {
    let path = folder.file("packs/da-nang 2026")
    let run = firmrisk("rules", "new", path)
    #expect(run.status == .done && run.output.contains("pack.rules"))
    let check = firmrisk("rules", "check", path)
    #expect(check.status == .done && check.output.contains(" 0 warnings"), "\(check.output)")
    let test = firmrisk("rules", "test", path)
    #expect(test.status == .done && test.output.contains(" 0 fail"), "\(test.output)")
    #expect(firmrisk("rules", "format", "--check", path).status == .done)
    #expect(try folder.text("packs/da-nang 2026/pack.rules").contains("pack da_nang_2026 {"))
  }

  @Test("Every threshold of the starter pack is noticed by an example")
  func mutants() {
    let path = folder.file("pack")
    #expect(firmrisk("rules", "new", path).status == .done)
    let run = firmrisk("rules", "test", "--mutate", path)
    #expect(run.status == .done && run.output.contains("100.0 %"), "\(run.output)")
  }

  @Test("A list that the starter pack's template asks for can be scored")
  func scores() throws {
    let path = folder.file("pack")
    #expect(firmrisk("rules", "new", path).status == .done)
    try folder.write(
      "lists/labour.csv",
      "MST,Tên doanh nghiệp,Số lao động,Loại hình sở hữu,Có công đoàn cơ sở\n9900000048,Công ty An,40,FDI,Không\n"
    )
    let run = firmrisk(
      "score", folder.file("lists"), "--rules", path, "--as-of", "2026-10-31", "--out", folder.file("out"))
    #expect(run.status == .done, "\(run.errors)")
    let ranking = PlainCSV(try folder.text("out/ranking.csv"))
    #expect(ranking.entries.first?["low"] == "10")
  }

  @Test("A folder that holds something is left alone")
  func notEmpty() throws {
    try folder.write("pack/mine.txt", "mine")
    let run = firmrisk("rules", "new", folder.file("pack"))
    #expect(run.status == .usage && run.errors.contains("FR324") && run.errors.contains("mine.txt"))
    #expect(try folder.names(in: "pack") == ["mine.txt"])
    #expect(firmrisk("rules", "new", folder.file("pack/mine.txt")).status == .inputUnreadable)
  }

  @Test(
    "A folder's name becomes a pack's name that the language accepts",
    arguments: [
      ("rules/hai-phong", "hai_phong"), ("2026", "pack_2026"), ("..", "my_pack"), ("./Huế/", "huế"),
      ("---", "my_pack"),
    ])
  func names(folder: String, name: String) { #expect(StarterPack.packName(folder: folder) == name) }
}
