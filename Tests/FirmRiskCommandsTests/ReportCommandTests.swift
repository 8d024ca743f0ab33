import FirmTable
import Foundation
import Testing

@testable import FirmRiskCommands

/// Documents of a finished run are those that the scoring run would have made.
@Suite struct ReportCommandTests {
  /// Names and contents of all files below a folder.
  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let names = FileManager.default.enumerator(atPath: folder)
    while let name = names?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
      }
    }
    return files
  }

  private static let kinds = "html,xlsx,jsonl,dossiers,letters"

  @Test(arguments: [[], ["--lang", "en"], ["--include-draft"], ["--include-personal"]])
  func documentsMadeLaterAreTheSameBytes(options: [String]) throws {
    let province = try ReportFilesTests.province()
    let arguments = ["score", province.lists, "--rules", province.rules, "--quiet"] + options
    let at = province.folder.file("at-once")
    #expect(firmrisk(arguments + ["--out", at, "--report", Self.kinds]).status == .done)
    let later = province.folder.file("later")
    #expect(firmrisk(arguments + ["--out", later]).status == .done)
    // The lists are gone by now.
    try province.folder.remove("lists")
    #expect(firmrisk("report", later, "--report", Self.kinds, "--jobs", "3").status == .done)
    let expected = try files(at)
    #expect(expected["report.html"] != nil && expected["ranking.xlsx"] != nil && expected.count > 15)
    let made = try files(later)
    #expect(made.keys.sorted() == expected.keys.sorted())
    for (name, data) in expected { #expect(made[name] == data, "\(name)") }
  }

  @Test func aPackThatExtendsAnotherIsKeptWithIt() throws {
    let province = try SmallProvince()
    try province.folder.write(
      "pack/own.rules", "language 1\npack own extends small { title en \"Own\" version \"1\" }\n")
    try FileManager.default.copyItem(atPath: province.rules, toPath: province.folder.file("small"))
    let run = firmrisk(
      "score", province.lists, "--rules", province.folder.file("pack"), "--out", province.out, "--report",
      "html")
    #expect(run.status == .done, "\(run.errors)")
    let page = try province.folder.text("out/report.html")
    try province.folder.remove("pack")
    try province.folder.remove("small")
    try province.folder.remove("out/report.html")
    #expect(firmrisk("report", province.out, "--report", "html").status == .done)
    #expect(try province.folder.text("out/report.html") == page)
  }

  @Test func aDamagedRunIsRefused() throws {
    let province = try SmallProvince()
    #expect(province.score("--quiet").status == .done)
    let path = province.folder.file("out/run.zip")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<40 {
      var damaged = whole
      let place = Int.random(in: 0..<damaged.count, using: &generator)
      damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
      try damaged.write(to: URL(fileURLWithPath: path))
      let run = firmrisk("report", province.out, "--report", "jsonl")
      // A byte of the archive's own account, such as a time, changes nothing.
      #expect(run.status == .done || run.errors.contains("FR320"))
    }
    try FileManager.default.removeItem(atPath: path)
    let run = firmrisk("report", province.out, "--report", "html")
    #expect(run.status == .inputUnreadable)
    #expect(run.errors.contains("holds no kept run") && run.errors.contains("--keep"))
  }

  @Test func whateverAKeptRunHoldsNothingTraps() throws {
    let province = try SmallProvince()
    #expect(province.score("--quiet").status == .done)
    let bytes = try province.memoryRun().kept(RunRequest(CommandArguments(operands: ["x"]), input: "x")).bytes
    let whole = try KeptRun(bytes: bytes)
    #expect(whole.bytes == bytes)
    for length in stride(from: 0, to: bytes.count, by: 997) {
      #expect(throws: KeptRunDamaged.self) { try KeptRun(bytes: Array(bytes.prefix(length))) }
    }
    var changed = bytes
    for place in stride(from: 3, to: bytes.count, by: 211) {
      changed[place] ^= 0x80
      try? KeptRun(bytes: changed).write(to: province.out)
      let run = firmrisk("report", province.out, "--report", "jsonl,html")
      #expect(run.status == .done || run.errors.contains("FR320"))
      changed[place] = bytes[place]
    }
  }

  @Test func aTextLongerThanAnyListHasIsNoKeptText() throws {
    func table(_ textBytes: [Int]) throws -> FirmTable {
      let coder = RunCoder()
      var none: [Int] = []
      for _ in 0..<3 { try coder.code(&none) }  // firms, columns, given cells
      var bytes = [UInt8](repeating: 0x61, count: textBytes.reduce(0, +))
      var ends = textBytes.indices.map { textBytes[...$0].reduce(0, +) }
      try coder.code(&bytes)
      try coder.code(&ends)
      try coder.code(&none)  // rows of sources
      var table = FirmTable(keys: FirmKeys([]), columns: [], pool: TextPool(), rows: [])
      try table.code(RunCoder(reading: coder.bytes))
      return table
    }
    #expect(try table([TextPlace.mostBytes, 2]).pool.texts[1] == "aa")
    #expect(throws: KeptRunDamaged.self) { try table([TextPlace.mostBytes + 1]) }
    #expect(throws: KeptRunDamaged.self) { try table([5, -3]) }
  }

  @Test func dossiersShowEarlierRuns() throws {
    let province = try SmallProvince()
    #expect(province.score("--quiet").status == .done)
    try FileManager.default.moveItem(atPath: province.out, toPath: province.folder.file("october"))
    try province.folder.write(
      "lists/lists.txt", "as of 2026-11-30\nlabour date 2026-11-30\ndebtors date 2026-11-20\n")
    try province.folder.write(
      "lists/debtors.csv",
      SmallProvince.debtors.replacingOccurrences(of: "90.000.000,75", with: "95.000.000,106"))
    let earlier = ["--history", province.folder.file("october")]
    let options = ["--report", "dossiers", "--lang", "en", "--quiet"] + earlier
    #expect(
      firmrisk(["score", province.lists, "--rules", province.rules, "--out", province.out] + options).status
        == .done)
    let dossier = try province.folder.text("out/dossiers/9900000048.html")
    let entry = try #require(
      PlainCSV(try province.folder.text("october/ranking.csv")).entries.first {
        $0["tax_code"] == "9900000048"
      })
    let table = try #require(dossier.components(separatedBy: "Earlier runs").last)
    #expect(
      table.contains("2026-10-31") && table.contains("\(entry["rank"] ?? "")/6")
        && table.contains(entry["low"] ?? "-"))
    let made = firmrisk(["report", province.out, "--report", "dossiers", "--lang", "en"] + earlier)
    #expect(made.status == .done)
    #expect(try province.folder.text("out/dossiers/9900000048.html") == dossier)
    let missing = firmrisk("report", province.out, "--report", "dossiers", "--history", province.lists)
    #expect(missing.errors.contains("is no folder of a run"))
  }
}
