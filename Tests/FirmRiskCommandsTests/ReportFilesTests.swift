import Foundation
import Testing

/// Reports hold what agencies write, and nothing of it may run or break a page.
@Suite struct ReportFilesTests {
  /// Names as hostile or careless lists could hold them.
  static let names = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(2)>", "=HYPERLINK(\"\"http://x\"\")",
    "Công ty \"\"Nháy\"\" & Con", "Công ty 😀 \u{202E}ngược", String(repeating: "Dài ", count: 75),
  ]

  static func province() throws -> SmallProvince {
    let province = try SmallProvince()
    var labour = SmallProvince.header
    for (index, name) in names.enumerated() {
      labour += "\(9_900_000_048 + index),\"\(name)\",An Cựu,\(40 + index),\(10 + index),Không\n"
    }
    try province.folder.write("lists/labour.csv", labour)
    return province
  }

  @Test func noNameLeavesItsPlaceInAReport() throws {
    let province = try ReportFilesTests.province()
    let run = province.score("--report", "html,dossiers,letters", "--dossiers", "top:6")
    #expect(run.status == .done)
    var pages = 0
    let files = FileManager.default.enumerator(atPath: province.out)
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".html") else { continue }
      pages += 1
      let text = try province.folder.text("out/" + name)
      #expect(!text.contains("<script>alert"), "\(name)")
      #expect(!text.contains("</script><img"), "\(name)")
      #expect(!text.contains("<img src=x"), "\(name)")
      #expect(!text.contains("http://") || !text.contains("src=\"http"), "\(name)")
    }
    #expect(pages >= 7)
  }

  @Test func reportsAreTheSameBytesForAnyNumberOfThreads() throws {
    var pages: [String] = []
    for jobs in ["1", "3"] {
      let province = try ReportFilesTests.province()
      #expect(province.score("--report", "html", "--jobs", jobs).status == .done)
      pages.append(try province.folder.text("out/report.html"))
    }
    #expect(pages[0] == pages[1])
  }

  @Test func theFirstPageNamesTheFirstFirmAndTheCounts() throws {
    let province = try SmallProvince()
    #expect(province.score("--report", "html").status == .done)
    let page = try province.folder.text("out/report.html")
    let first = try #require(try province.ranking().entries.first)
    #expect(page.contains(try #require(first["tax_code"])))
    #expect(page.contains(try #require(first["first_reason"])))
  }
}
