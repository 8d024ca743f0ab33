import RecordFiles

/// One file in a ZIP archive, with the archive's check of damage.
public enum PackedFile {
  /// The archive; nil when it would have over 4 GiB.
  public static func pack(_ bytes: [UInt8], named name: String) -> [UInt8]? {
    var writer = ZIPWriter(level: 1)
    writer.startPart(name)
    writer.append(bytes)
    writer.endPart()
    return writer.finish()
  }

  /// The file.
  ///
  /// - Parameter most: bytes that it may have.
  /// - Throws: the reason why it cannot be read.
  public static func unpack(_ name: String, of input: InputBytes, most: Int) throws(InputError) -> [UInt8] {
    let archive = try ZIPArchive(input, limits: UnpackLimits())
    guard let entry = archive.entry(named: name) else { throw .missingPart(input.path, name) }
    return try archive.bytes(of: entry, most: most)
  }
}
