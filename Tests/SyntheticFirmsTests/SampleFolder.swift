import Foundation
import SyntheticFirms

/// A folder with the lists of a sample.
struct SampleFolder {
  let url: URL

  /// The committed sample.
  static let committed = SampleFolder(
    url: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("samples/hue"))

  /// Gives a freshly written sample to a closure and removes it afterwards.
  static func withFresh(firms: Int, seed: UInt64, _ body: (SampleFolder) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    try SampleProvince.write(into: url.path, firms: firms, seed: seed)
    try body(SampleFolder(url: url))
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appendingPathComponent(name)) }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The lines of a file without their ends and without the byte-order mark.
  func lines(_ name: String) throws -> [String] {
    try text(name).replacingOccurrences(of: "\u{FEFF}", with: "").replacingOccurrences(of: "\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Names of the sample's files.
enum SampleFile {
  static let labour = "lao-dong-hue-2026.csv"
  static let debtors = "no-bhxh-2026-10.csv"
  static let insured = "tham-gia-bhxh-2026-10.csv"
  static let unions = "cong-doan-hue.csv"
  static let inspections = "thanh-tra-kiem-tra-2023-2026.csv"
  static let forms = "tu-kiem-tra-2026.csv"
  static let disputes = "tranh-chap-lao-dong.csv"
}
