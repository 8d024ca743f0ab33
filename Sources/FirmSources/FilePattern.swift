import RecordFiles

/// A file-name pattern with `*` for any letters and `?` for one letter; case and accents do not count.
public struct FilePattern: Hashable, Sendable {
  private let pattern: [Unicode.Scalar]

  /// Creates a pattern.
  public init(_ text: String) { pattern = Self.fold(text) }

  /// Whether a file name fits.
  ///
  /// Takes at most a product of both lengths, whatever the pattern.
  public func matches(_ fileName: String) -> Bool {
    let name = Self.fold(fileName)
    var (place, index) = (0, 0)
    var star: (place: Int, index: Int)?
    while index < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, index)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[index] {
        place += 1
        index += 1
      } else if let last = star {
        // The last star takes one more letter; earlier stars need no second look.
        star = (last.place, last.index + 1)
        (place, index) = (last.place + 1, last.index + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }

  /// Endings under which the same list may come that a pattern names as `.csv`.
  private static let otherEndings = [".csv.gz", ".csv.zip", ".zip", ".xlsx", ".xlsm"]

  /// Whether a file name fits, or would fit if its list were not packed or in a workbook.
  public func matchesList(_ fileName: String) -> Bool {
    if matches(fileName) { return true }
    let name = fileName.lowercased()
    return Self.otherEndings.contains { ending in
      name.hasSuffix(ending) && matches(String(fileName.dropLast(ending.count)) + ".csv")
    }
  }

  /// Letters without case and accents; signs stay as they are.
  private static func fold(_ text: String) -> [Unicode.Scalar] {
    var folded: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z": folded.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
      case _ where scalar.isASCII: folded.append(scalar)
      case "\u{300}"..."\u{36F}": continue
      default:
        let base = HeaderFolding.fold(String(scalar)).unicodeScalars
        if base.isEmpty { folded.append(scalar) } else { folded.append(contentsOf: base) }
      }
    }
    return folded
  }
}
