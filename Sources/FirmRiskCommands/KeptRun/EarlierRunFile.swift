import Diagnostics
import RecordFiles
import RiskReports
import RuleModel
import RunFolder

/// Why an earlier run cannot be looked at.
struct EarlierRunFailure: Error {
  let diagnostic: Diagnostic
}

/// Reads how firms stood from the folder of an earlier run.
enum EarlierRunFile {
  /// Reads the standings of some firms.
  ///
  /// - Throws: a finding that names the file.
  static func read(_ folder: String, keys: Set<String>) throws(EarlierRunFailure) -> EarlierRun {
    let recorded: RecordedRun
    do { recorded = try RecordedRun(folder: folder) } catch {
      throw EarlierRunFailure(diagnostic: error.diagnostic)
    }
    let path = folder + "/ranking.csv"
    let bytes: [UInt8]
    do { bytes = try InputBytes(path: path).withBytes { Array($0) } } catch {
      throw EarlierRunFailure(diagnostic: error.diagnostic)
    }
    var lines = PlainLines(bytes)
    let header = lines.next() ?? []
    let names = ["rank", "tax_code", "low", "high", "band", "outcome", "first_reason"]
    let columns = names.compactMap { header.firstIndex(of: $0) }
    guard columns.count == names.count else {
      throw EarlierRunFailure(
        diagnostic: Diagnostic(
          .runUnreadable, "`\(path)` has not all columns of a ranking",
          help: ["it lacks " + names.filter { !header.contains($0) }.joined(separator: ", ")]))
    }
    var run = EarlierRun(asOf: recorded.asOf, firms: 0, standings: [:])
    while let cells = lines.next() {
      guard cells.count == header.count else { continue }
      run.firms += 1
      let values = columns.map { cells[$0] }
      guard keys.contains(values[1]), let standing = standing(values) else { continue }
      run.standings[values[1]] = standing
    }
    return run
  }

  private static func standing(_ values: [String]) -> EarlierRun.Standing? {
    guard let rank = Int(values[0]), let low = Int(values[2]), let high = Int(values[3]),
      let band = Band.allCases.first(where: { $0.name == values[4] }),
      let outcome = Outcome(rawValue: values[5])
    else { return nil }
    return EarlierRun.Standing(
      rank: rank, low: low, high: high, band: band, outcome: outcome,
      firstReason: values[6].isEmpty ? nil : values[6])
  }
}

/// The records of a table that this program wrote: commas, double quotes, CR LF.
private struct PlainLines {
  private let bytes: [UInt8]
  private var place: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> [String]? {
    guard place < bytes.count else { return nil }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == 0x22 {
        if isQuoted, place < bytes.count, bytes[place] == 0x22 {
          cell.append(byte)
          place += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == 0x2C, !isQuoted {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte == 0x0A, !isQuoted {
        break
      } else if byte != 0x0D || isQuoted {
        cell.append(byte)
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}
