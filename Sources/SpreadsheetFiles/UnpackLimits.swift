/// How much a packed file may unpack to.
///
/// Deflate can make 1,032 bytes out of one, so that a file of a few megabytes fills a disk. Real lists pack 5 to 30 times;
/// beyond `freeBytes`, 250 times is taken for an attack or a mistake.
public struct UnpackLimits: Hashable, Sendable {
  /// Most bytes of one part of a workbook: 4 GiB.
  public var partBytes = 4 << 30
  /// Most bytes of a packed list: 64 GiB.
  public var listBytes = 64 << 30
  /// Bytes that may come out at any ratio: 32 MiB.
  public var freeBytes = 32 << 20
  /// Most bytes for each packed byte, beyond the free ones.
  public var ratio = 250
  /// Most parts of an archive.
  public var parts = 10_000
  /// Most archives inside each other.
  public var depth = 3
  /// Most sheets of a workbook.
  public var sheets = 1_024
  /// Most different texts of a workbook.
  public var texts = 16 << 20
  /// Most bytes of all different texts: 2 GiB.
  public var textBytes = 2 << 30
  /// Most bytes of the text that a sheet becomes: 4 GiB.
  public var sheetBytes = 4 << 30
  /// Bytes that are kept in memory before they go to a temporary file.
  public var memoryBytes = 64 << 20

  /// Creates the usual limits.
  public init() {}
}
