import Diagnostics

/// A row or cell that could not be read, with all that is needed to find and mend it.
public struct Reject: Hashable, Sendable {
  /// Whether the row is lost or only one cell.
  public enum Severity: String, Hashable, Sendable {
    /// The whole row is left out.
    case row
    /// The cell is unknown, the row is used.
    case cell
  }

  /// Path of the file.
  public var file: String
  /// Name of the sheet, for a list of a workbook.
  public var sheet: String?
  /// Physical line that the record starts on, from 1; the row of the sheet, for a list of a workbook.
  public var line: Int
  /// Reference of the cell such as `B7`, for a list of a workbook whose fault lies in one column.
  public var cell: String?
  /// Bytes of the record or cell in the file; for a sheet, in the text that was made from it.
  public var bytes: Range<Int>
  /// Header of the column, where the fault lies in one.
  public var column: String?
  /// Kind of fault.
  public var code: DiagnosticCode
  /// Row or cell.
  public var severity: Severity
  /// The first 4 KiB as they stand in the file; bytes that are not UTF-8 as `\xNN`.
  public var rawText: String
  /// FNV-1a hash (64 bits) of all the bytes, to find the record again in a changed file.
  public var hash: UInt64

  /// What to do about it.
  public var advice: String { RejectAdvice.advice(for: code) }
  /// What is wrong, in a few words.
  public var reason: String { DiagnosticCatalogue.entry(for: code.id)?.title ?? code.id }

  /// The most bytes of a record that are kept as text.
  public static let keptBytes = 4096

  /// Creates a reject for a range of a file's bytes.
  public init(
    file: String, line: Int, bytes: Range<Int>, column: String?, code: DiagnosticCode, severity: Severity,
    in content: UnsafeBufferPointer<UInt8>
  ) {
    self.file = file
    self.line = line
    self.bytes = bytes
    self.column = column
    self.code = code
    self.severity = severity
    let raw = UnsafeBufferPointer(rebasing: content[bytes])
    rawText = Self.printable(UnsafeBufferPointer(rebasing: raw.prefix(Self.keptBytes)))
    hash = Self.hash(of: content[bytes])
  }

  /// FNV-1a hash (64 bits) of bytes.
  static func hash(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    UnsafeBufferPointer(rebasing: bytes).reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
  }

  /// Text that shows every byte: UTF-8 as it is, other bytes and zero bytes as `\xNN`.
  public static func printable(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] != 0, let next = UTF8Scalars.scalar(bytes, at: index) {
        shown.append(contentsOf: bytes[index..<index + next.length])
        index += next.length
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        shown += [0x5C, 0x78, digits[Int(bytes[index] >> 4)], digits[Int(bytes[index] & 15)]]
        index += 1
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }
}

/// The rejects of one file, bounded in memory and complete in number.
public struct RejectList: Sendable {
  /// Rejects in the order of the file, up to the limit.
  public private(set) var kept: [Reject] = []
  /// Rows rejected, kept here or not.
  public private(set) var rowCount = 0
  /// Cells rejected, kept here or not.
  public private(set) var cellCount = 0
  private let limit: Int
  private var textBudget = 256 << 20

  init(limit: Int) { self.limit = limit }

  /// All rejects, kept or not.
  public var count: Int { rowCount + cellCount }
  /// Rejects beyond what is kept: at most 1,000,000 of them and 256 MiB of raw text.
  public var notKept: Int { count - kept.count }

  /// Counts a fault and keeps it while there is room.
  public mutating func add(_ severity: Reject.Severity, _ make: () -> Reject) {
    switch severity {
    case .row: rowCount += 1
    case .cell: cellCount += 1
    }
    guard kept.count < limit, textBudget > 0 else { return }
    let reject = make()
    textBudget -= reject.rawText.utf8.count
    kept.append(reject)
  }

  /// Whether no more are kept.
  var isFull: Bool { kept.count >= limit || textBudget <= 0 }

  /// Counts a fault that is not kept, since the list is full.
  mutating func count(_ severity: Reject.Severity) {
    switch severity {
    case .row: rowCount += 1
    case .cell: cellCount += 1
    }
  }

  /// Adds the rejects of records that follow.
  ///
  /// - Parameter lines: physical lines before those records.
  mutating func append(_ other: RejectList, lines: Int) {
    for reject in other.kept {
      add(reject.severity) {
        var moved = reject
        moved.line += lines
        return moved
      }
    }
    rowCount += other.rowCount - other.kept.count { $0.severity == .row }
    cellCount += other.cellCount - other.kept.count { $0.severity == .cell }
  }
}
