import Diagnostics
import RecordFiles

/// A list that is ready to be read as delimited text, however it was packed.
public struct OpenedList: Sendable {
  /// The delimited text.
  public let input: InputBytes
  /// The bytes as they were given, for a hash; the same as `input` for a text file.
  public let original: InputBytes
  /// What a person should know of the sheet that was read.
  public let findings: [Diagnostic]

  /// Whether the text was made from the sheet of a workbook and has its canonical form: `,`, `"`, LF.
  public var isSheet: Bool { input.sheet != nil }
}

/// Opens lists: text as it is; gzip, ZIP archives with one list, and sheets of workbooks as the text they hold.
public enum ListFile {
  /// Opens a list.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - sheet: the sheet of a workbook; nil for the one that fits.
  ///   - requests: the wanted columns, by which a sheet is chosen.
  ///   - options: what a person says about the text; what was found out about its letters is added.
  ///   - limits: how much may be unpacked.
  /// - Throws: the reason why there is no list to read.
  public static func open(
    path: String, sheet: String? = nil, for requests: [ColumnRequest] = [],
    options: inout ReadingOptions, limits: UnpackLimits = UnpackLimits()
  ) throws(InputError) -> OpenedList {
    try open(InputBytes(path: path), sheet: sheet, for: requests, options: &options, limits: limits)
  }

  /// Opens a list whose bytes are at hand.
  ///
  /// - Throws: the reason why there is no list to read.
  public static func open(
    _ original: InputBytes, sheet: String? = nil, for requests: [ColumnRequest] = [],
    options: inout ReadingOptions, limits: UnpackLimits = UnpackLimits()
  ) throws(InputError) -> OpenedList {
    var input = original
    for _ in 0..<limits.depth {
      switch PackedFormat(input) {
      case .gzip: input = try GzipFile.spool(input, limits: limits)
      case .zip:
        let archive = try ZIPArchive(input, limits: limits)
        if Workbook.isWorkbook(archive) {
          let list = try Workbook(archive).list(named: sheet, for: requests)
          return OpenedList(input: list.input, original: original, findings: list.findings)
        }
        input = try archive.spool(onlyList(archive))
      case .protectedWorkbook: throw .encrypted(input.path)
      case nil:
        if let sheet { throw .sheetOfText(input.path, sheet) }
        let text = try TextDecoding.decode(input, &options)
        return OpenedList(input: text, original: original, findings: [])
      }
    }
    throw .notOneList(original.path, ["archives inside archives"])
  }

  private static func onlyList(_ archive: ZIPArchive) throws(InputError) -> ZIPEntry {
    let path = archive.input.path
    if let type = archive.entry(named: "mimetype"), type.size < 200,
      let name = try? archive.bytes(of: type, most: 200),
      String(decoding: name, as: UTF8.self).hasPrefix("application/vnd.oasis.opendocument")
    {
      throw .otherWorkbook(path, "an OpenDocument file")
    }
    let lists = archive.entries.filter { !$0.isFolder && !isClutter($0.name) }
    guard lists.count == 1 else { throw .notOneList(path, lists.map(\.name)) }
    return lists[0]
  }

  /// What packing programs add by themselves.
  private static func isClutter(_ name: String) -> Bool {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return name.hasPrefix("__MACOSX/") || last.hasPrefix(".") || last.hasPrefix("~$") || last == "Thumbs.db"
      || last == "desktop.ini"
  }
}

/// How a file is packed, told by its first bytes.
private enum PackedFormat {
  case gzip
  case zip
  /// A workbook with a password: an OLE file with an encrypted package in it.
  case protectedWorkbook

  init?(_ input: InputBytes) {
    let found: PackedFormat? = input.withBytes { bytes in
      if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
      if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
      guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return nil }
      let mark = Array("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), 0] })
      return Self.contains(bytes, mark) ? .protectedWorkbook : nil
    }
    guard let found else { return nil }
    self = found
  }

  /// Whether the folder of an OLE file, somewhere in it and aligned, has an entry with the name.
  private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ mark: [UInt8]) -> Bool {
    var place = 0
    while place + mark.count <= bytes.count {
      if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) { return true }
      place += 128
    }
    return false
  }
}
