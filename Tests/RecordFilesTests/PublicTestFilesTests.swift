import Foundation
import RecordFiles
import Testing

/// Reads the public collection csv-spectrum, where it lies beside the checkout.
@Suite struct PublicTestFilesTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data/csv-spectrum").standardizedFileURL
  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  @Test(
    .enabled(if: isPresent, "csv-spectrum is not beside the checkout, in ../shared/data"),
    arguments: [
      "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines",
      "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    ])
  func csvSpectrumIsReadAsExpected(_ name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appendingPathComponent("csvs/\(name).csv"))
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: Self.folder.appendingPathComponent("json/\(name).json")))
    var expected = (json as? [[String: String]]) ?? [json as? [String: String] ?? [:]]
    // Two expectations of the collection do not fit its own files: this number, and the kind of a line break, which
    // becomes a blank here anyway.
    if name == "location_coordinates" { expected[0]["Contact Phone Number"] = "2095257564" }
    let titles = try #require(expected.first).keys.sorted()
    let requests = titles.enumerated().map {
      ColumnRequest(id: $0.offset, machineName: $0.element, titles: [], kind: .text)
    }
    let read = try table(Array(bytes), requests)
    #expect(read.rejects.count == 0)
    #expect(read.rowCount == expected.count)
    for (place, title) in titles.enumerated() {
      let found = texts(read, place).map { $0 ?? "" }
      #expect(found == expected.map { TextNormalisation.normalise($0[title] ?? "") })
    }
  }
}
