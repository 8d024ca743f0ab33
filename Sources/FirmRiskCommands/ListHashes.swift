import RecordFiles
import RunFolder
import Synchronization

/// Hashes of the lists of a run, taken while they are read, so that no list is gone through twice.
final class ListHashes: Sendable {
  /// Size and hash of one list.
  struct Digest {
    var size: Int
    var text: String
  }

  private let hash: ContentHash
  private let running: Mutex<[RunningHash?]>

  init(_ count: Int, by hash: ContentHash) {
    self.hash = hash
    running = Mutex([RunningHash?](repeating: nil, count: count))
  }

  /// Whether no byte was taken yet.
  var isUnseen: Bool { running.withLock { $0.allSatisfy { $0 == nil } } }

  /// Takes bytes of a list; each list comes in order.
  func take(_ list: Int, _ bytes: UnsafeRawBufferPointer) {
    var own = running.withLock { all in
      let own = all[list] ?? RunningHash(hash)
      all[list] = nil
      return own
    }
    own.update(bytes)
    running.withLock { $0[list] = own }
  }

  /// Digests of the lists as they were given; those that were packed were not seen while they were read.
  func digests(of originals: [InputBytes]) -> [Digest] {
    let seen = running.withLock { $0 }
    return zip(originals, seen).map { original, seen in
      Digest(size: original.count, text: (seen ?? whole(original)).digest)
    }
  }

  private func whole(_ input: InputBytes) -> RunningHash {
    var own = RunningHash(hash)
    input.withBytes { own.update(UnsafeRawBufferPointer($0)) }
    return own
  }
}
