import Diagnostics
import UnfinishedFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of one input file, mapped into memory where the system allows it.
///
/// A regular file is mapped, so that reading it takes no memory of its own; pipes and the like are spooled to their end.
/// A file that another program cuts short while it is mapped ends the process, as with every mapped file; a program can ask
/// for a message (`endProcessOnFaults`).
public final class InputBytes: Sendable {
  /// The path as the person gave it.
  public let path: String
  /// The sheet of a workbook that the bytes were made from; nil for a text file.
  public let sheet: SheetPlaces?
  private let block: MemoryBlock
  private let encoding = MadeOnce<Result<EncodingFinding, InputError>>()
  private let head = MadeOnce<DialectHead>()

  /// Opens a file; `-` is standard input.
  ///
  /// - Throws: the reason why there is nothing to read; an empty file is one of them.
  public convenience init(path: String) throws(InputError) {
    if path == Self.standardInput {
      try self.init(reading: 0, path: path)
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError.opening(path, errno) }
    defer { close(descriptor) }
    try self.init(reading: descriptor, path: path)
  }

  /// The path that stands for standard input.
  public static let standardInput = "-"

  private convenience init(reading descriptor: Int32, path: String) throws(InputError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputError.opening(path, errno) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw .isDirectory(path: path) }
    // Only a file read from its start can be mapped: a shell may have moved the place of standard input.
    if kind == S_IFREG, lseek(descriptor, 0, SEEK_CUR) == 0 {
      let size = Int(status.st_size)
      guard size > 0 else { throw .empty(path: path) }
      if let start = Self.map(descriptor, count: size) {
        self.init(MemoryBlock(mapped: start, count: size, path: path), path: path)
        return
      }
    }
    self.init(try Self.spool(descriptor, path: path).block, path: path)
  }

  /// Wraps bytes that are in memory already.
  ///
  /// - Parameter sheet: the sheet that the bytes were made from.
  public convenience init(_ bytes: [UInt8], path: String, sheet: SheetPlaces? = nil) {
    self.init(MemoryBlock(copying: bytes), path: path, sheet: sheet)
  }

  /// The bytes of another input, said to be made from a sheet.
  public convenience init(_ other: InputBytes, sheet: SheetPlaces) {
    self.init(other.block, path: other.path, sheet: sheet)
  }

  convenience init?(mapping descriptor: Int32, count: Int, path: String) {
    guard count > 0, let start = Self.map(descriptor, count: count) else { return nil }
    self.init(MemoryBlock(mapped: start, count: count, path: path), path: path)
  }

  private init(_ block: MemoryBlock, path: String, sheet: SheetPlaces? = nil) {
    self.block = block
    self.path = path
    self.sheet = sheet
  }

  /// Makes the process end, with a status and a message, where another program cuts a file short that is being read; for
  /// programs, once at their start.
  public static func endProcessOnFaults(status: Int32) { mapped_files_watch_faults(status) }

  /// Number of bytes.
  public var count: Int { block.bytes.count }

  /// Gives the bytes to a closure, which must not keep them.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(block.bytes.bindMemory(to: UInt8.self))
  }

  /// What the bytes say about their encoding, looked for once; whoever asks meanwhile waits.
  ///
  /// - Throws: `InputError.fontEncoding` for text that needs special fonts.
  func encodingFinding() throws(InputError) -> EncodingFinding {
    try encoding.value {
      Result { () throws(InputError) in
        try withBytes { (bytes) throws(InputError) in try TextDecoding.detect(bytes, path: path) }
      }
    }.get()
  }

  /// Finds out what does not depend on the wanted columns; another thread may do so before anybody knows them.
  package func lookAhead() {
    guard let finding = try? encodingFinding(), finding.encoding == .utf8,
      withBytes({ ForeignFormat.detect($0) }) == nil
    else { return }
    _ = dialectHead(ReadingOptions())
  }

  /// What the head says about the dialect, found out once; whoever asks meanwhile waits.
  ///
  /// Where a person says something of the dialect, it is found out anew.
  func dialectHead(_ options: ReadingOptions) -> DialectHead {
    guard options.delimiter == nil, options.quote == nil, options.escape == nil else {
      return withBytes { DialectHead($0, options) }
    }
    return head.value { withBytes { DialectHead($0, ReadingOptions()) } }
  }

  /// Gives back the memory of bytes that were read; reading them again is slower but works.
  public func release(_ range: Range<Int>) { block.release(range) }

  /// Lets the system fetch bytes of a file from the disk that are read soon, if they are not in memory.
  public func willRead(_ range: Range<Int>) { block.willRead(range) }

  private static func map(_ descriptor: Int32, count: Int) -> UnsafeMutableRawPointer? {
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      return nil
    }
    return start
  }

  private static func spool(_ descriptor: Int32, path: String) throws(InputError) -> InputBytes {
    var spool = ByteSpool(path: path)
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let taken = read(descriptor, &part, part.count)
      if taken == 0 { break }
      if taken < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      try part.withUnsafeBufferPointer { (bytes) throws(InputError) in
        try spool.append(UnsafeBufferPointer(rebasing: bytes[..<taken]))
      }
    }
    guard spool.count > 0 else { throw .empty(path: path) }
    return try spool.finish()
  }
}

/// Memory that never changes, given back when nobody uses it.
private final class MemoryBlock: @unchecked Sendable {
  // Unchecked: the memory is written before the value is shared and never again.

  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool
  /// Its number among the files that may be cut short while they are read; -1 for none.
  private let note: Int32

  init(mapped start: UnsafeMutableRawPointer, count: Int, path: String) {
    bytes = UnsafeRawBufferPointer(start: start, count: count)
    isMapped = true
    note =
      mapped_files_are_watched() == 0 ? -1 : mapped_file_note(start, count, Self.message(ofFaultIn: path))
  }

  /// What a person reads when the system takes bytes away that were there when the file was opened.
  private static func message(ofFaultIn path: String) -> String {
    let error = InputError.unreadable(
      path: path, reason: "it was cut short while it was read, or its disk failed")
    return TerminalRenderer().render([error.diagnostic], in: SourceMap()) + "\n"
  }

  init(copying content: [UInt8]) {
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
    content.withUnsafeBytes { target.copyMemory(from: $0) }
    bytes = UnsafeRawBufferPointer(target)
    isMapped = false
    note = -1
  }

  /// Files up to this size, or up to an eighth of the machine's memory, stay mapped: names are read from them again, and the
  /// system can drop their pages at any time.
  private static let keptMapping: Int = {
    let (bytes, overflow) = sysconf(Int32(_SC_PHYS_PAGES))
      .multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return max(512 << 20, overflow ? 0 : bytes / 8)
  }()

  /// Drops the pages that lie wholly in a range; the system reads them from the file again when they are asked for.
  func release(_ range: Range<Int>) {
    guard isMapped, bytes.count > Self.keptMapping, let base = bytes.baseAddress else { return }
    let page = Int(getpagesize())
    let first = (max(0, range.lowerBound) + page - 1) / page * page
    let end = range.upperBound >= bytes.count ? bytes.count : range.upperBound / page * page
    guard first < end else { return }
    _ = madvise(UnsafeMutableRawPointer(mutating: base + first), end - first, MADV_DONTNEED)
  }

  /// Asks for the pages of a range, unless its first one is in memory; reading on does not wait for them.
  func willRead(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    guard isMapped, !range.isEmpty, let base = bytes.baseAddress else { return }
    let page = Int(getpagesize())
    let first = UnsafeMutableRawPointer(mutating: base + range.lowerBound / page * page)
    var residence: UInt8 = 0
    guard mincore(first, page, &residence) == 0, residence & 1 == 0 else { return }
    _ = madvise(first, (base + range.upperBound) - UnsafeRawPointer(first), MADV_WILLNEED)
  }

  deinit {
    if isMapped {
      mapped_file_done(note)
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }
}
