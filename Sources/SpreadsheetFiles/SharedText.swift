/// A text that is written once in a workbook; texts are the same when their bytes are, which is found without
/// normalising them as comparing strings does.
struct SharedText: Hashable {
  let text: String

  static func == (first: SharedText, second: SharedText) -> Bool {
    first.withBytes { first in
      second.withBytes { second in
        first.count == second.count && first.elementsEqual(second)
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    text.utf8.withContiguousStorageIfAvailable(body) ?? Array(text.utf8).withUnsafeBufferPointer(body)
  }
}
