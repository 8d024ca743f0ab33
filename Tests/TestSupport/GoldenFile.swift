import Foundation

/// Compares text with a recorded file.
///
/// `RECORD_GOLDEN=1 swift test` writes the files anew and then fails, so that recording is never left on.
public enum GoldenFile {
  /// What to report when a golden file does not match; nil when it does.
  ///
  /// - Parameters:
  ///   - text: what the program produced.
  ///   - name: path of the recorded file below the folder `Golden` beside the calling test.
  ///   - testFile: the calling test's own path; leave the default.
  public static func difference(_ text: String, from name: String, testFile: String = #filePath) -> String? {
    let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Golden")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      do {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      } catch { return "golden file \(name) cannot be written: \(error)" }
      return "golden file \(name) was recorded; run again without RECORD_GOLDEN"
    }
    guard let recorded = try? Data(contentsOf: file) else {
      return "golden file \(name) is missing; record it with RECORD_GOLDEN=1. Produced:\n\(text)"
    }
    if recorded == Data(text.utf8) { return nil }
    return firstDifference(recorded: String(decoding: recorded, as: UTF8.self), produced: text, name: name)
  }

  private static func firstDifference(recorded: String, produced: String, name: String) -> String {
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let new = produced.split(separator: "\n", omittingEmptySubsequences: false)
    var line = 0
    while line < min(old.count, new.count), old[line] == new[line] { line += 1 }
    let recordedLine = line < old.count ? String(old[line]) : "(end of file)"
    let producedLine = line < new.count ? String(new[line]) : "(end of file)"
    return "\(name) differs at line \(line + 1)\n  recorded: \(recordedLine)\n  produced: \(producedLine)"
  }
}
