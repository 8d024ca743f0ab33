import CellMasks

/// Counts where cells end in the bytes of a file: the least that any reader of delimited text has to do.
package enum DelimiterCount {
  /// Commas and stops of a file, inside quotes or not; nil when it cannot be read.
  package static func cells(of path: String) -> Int? {
    guard let input = try? InputBytes(path: path) else { return nil }
    return input.withBytes { bytes in
      guard let first = bytes.baseAddress else { return 0 }
      var count = 0
      var delimiters = [UInt64](repeating: 0, count: 256)
      var stops = delimiters
      for start in stride(from: 0, to: bytes.count, by: 256 * 64) {
        let length = min(256 * 64, bytes.count - start)
        cell_masks(first + start, length, 0x2C, 0x22, &delimiters, &stops)
        for block in 0..<(length + 63) / 64 {
          count += delimiters[block].nonzeroBitCount + stops[block].nonzeroBitCount
        }
      }
      return count
    }
  }

  /// Makes readers of delimited text use the loops that any processor of this kind can run.
  package static func usePortableMasks() { cell_masks_use_portable() }
}
