/// The rows of a list in the order of their tax codes, and the codes that stand in several rows.
///
/// The result is that of `KeyOrder`, found by several threads and without sorting copies of the codes.
struct TaxCodeOrder {
  /// Row of each place of the order, rows of one code in the order of the list; nil when the list is in order already.
  let rows: [UInt32]?
  /// Codes that stand more than once.
  let repeated: Set<UInt64>

  /// - Parameters:
  ///   - keys: the codes as `TaxCode.pack` writes them.
  ///   - jobs: most threads at work; the result is the same for any number.
  init(_ keys: [UInt64], jobs: Int) {
    if zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) {
      (rows, repeated) = (nil, [])
    } else {
      let packing = RowPacking(keys)
      let sorted = packing.sorted(keys, jobs: jobs)
      repeated = sorted.repeated
      rows = packing.rows(sorted.words, jobs: jobs)
    }
  }

  /// The codes that stand more than once, found without memory beside the codes, whose order is lost.
  static func repeated(_ keys: inout [UInt64], jobs: Int) -> Set<UInt64> {
    if zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) { return [] }
    return RowPacking(keys, numbersRows: false).sort(&keys, jobs: jobs)
  }
}

/// Divides rows by the first bits of their keys, and packs the other bits in which keys differ and the number of the row
/// into one word, whose order within a division is that of the keys.
///
/// Without numbers of rows, a word holds all bits in which keys differ.
struct RowPacking {
  private let lowestBit: UInt64
  private let keyBits: UInt64
  private let rowBits: UInt64
  /// Bits of a key by which rows are first divided, so that a division stays in the processor's cache.
  private let firstBits: UInt64
  /// The bits that all keys share.
  private let common: UInt64

  /// - Parameter numbersRows: whether words hold the numbers of rows.
  init(_ keys: [UInt64], numbersRows: Bool = true) {
    var differing: UInt64 = 0
    for key in keys { differing |= key ^ keys[0] }
    if differing == 0 { differing = 1 }
    lowestBit = UInt64(differing.trailingZeroBitCount)
    keyBits = UInt64(UInt64.bitWidth - differing.leadingZeroBitCount) - lowestBit
    rowBits = numbersRows ? UInt64(UInt64.bitWidth - UInt64(keys.count).leadingZeroBitCount) : 0
    common = (keys.first ?? 0) & ~((UInt64.max >> (64 - keyBits)) << lowestBit)
    // What does not fit beside the row is told by the division.
    firstBits = max(min(10, keyBits), keyBits + rowBits > 64 ? keyBits + rowBits - 64 : 0)
  }

  @inline(__always) private func bits(_ key: UInt64) -> UInt64 {
    key >> lowestBit & (UInt64.max >> (64 &- keyBits))
  }

  @inline(__always) private func row(_ word: UInt64) -> Int { Int(word & (1 << rowBits &- 1)) }

  /// The words of all keys in ascending order, and the keys that stand more than once.
  func sorted(_ keys: [UInt64], jobs: Int) -> (words: [UInt64], repeated: Set<UInt64>) {
    var (words, starts) = divided(keys, jobs: jobs)
    let repeated = sortDivisions(&words, starts, jobs: jobs) { keys[row($0)] }
    return (words, repeated)
  }

  /// Puts words in the place of keys, in ascending order.
  ///
  /// - Returns: the keys that stand more than once.
  func sort(_ keys: inout [UInt64], jobs: Int) -> Set<UInt64> {
    for place in keys.indices { keys[place] = bits(keys[place]) }
    let starts = divide(&keys)
    return sortDivisions(&keys, starts, jobs: jobs) { $0 << lowestBit | common }
  }

  /// Sorts the words of each division.
  ///
  /// - Parameter key: the key of a word.
  /// - Returns: the keys that stand more than once.
  private func sortDivisions(
    _ words: inout [UInt64], _ starts: [Int], jobs: Int, key: @Sendable (UInt64) -> UInt64
  ) -> Set<UInt64> {
    let jobs = words.count < Self.fewestRows ? 1 : jobs
    // About the same number of rows for each task, and several tasks for each thread.
    let size = max(1, words.count / (max(1, jobs) * 8))
    var ranges: [Range<Int>] = []
    var first = 0
    for place in starts.indices.dropFirst()
    where starts[place] - starts[first] >= size || place == starts.count - 1 {
      ranges.append(first..<place)
      first = place
    }
    let tasks = ranges
    let repeated = words.withUnsafeMutableBufferPointer { words in
      let shared = SharedElements(elements: words)
      return ConcurrentWork.map(count: tasks.count, jobs: jobs) { task in
        sort(tasks[task], starts, shared, key)
      }
    }
    return Set(repeated.joined())
  }

  /// Divides words that hold all bits by the first of them, each word brought to its division by swapping.
  ///
  /// - Returns: where each division starts and the last ends.
  private func divide(_ words: inout [UInt64]) -> [Int] {
    let shift = keyBits - firstBits
    let starts = starts(words) { Int($0 >> shift) }
    var next = starts
    words.withUnsafeMutableBufferPointer { words in
      for division in 0..<starts.count - 1 {
        while next[division] < starts[division + 1] {
          var word = words[next[division]]
          while Int(word >> shift) != division {
            let other = Int(word >> shift)
            swap(&word, &words[next[other]])
            next[other] += 1
          }
          words[next[division]] = word
          next[division] += 1
        }
      }
    }
    return starts
  }

  /// Where each division starts and the last ends.
  private func starts(_ keys: [UInt64], division: (UInt64) -> Int) -> [Int] {
    var starts = [Int](repeating: 0, count: 1 << Int(firstBits) + 1)
    for key in keys { starts[division(key) + 1] += 1 }
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    return starts
  }

  /// Divides words by the first bits of their keys; every part of the keys puts its words behind those of the parts before it.
  ///
  /// - Returns: the words, those of a division in the order of the rows, and where each division starts and the last ends.
  private func divided(_ keys: [UInt64], jobs: Int) -> (words: [UInt64], starts: [Int]) {
    let shift = keyBits - firstBits
    let parts = max(1, min(jobs, keys.count / Self.fewestRows))
    var next = ConcurrentWork.map(count: parts, jobs: jobs) { part -> [Int] in
      var counts = [Int](repeating: 0, count: 1 << Int(firstBits))
      for row in Self.rows(of: part, parts, keys.count) { counts[Int(bits(keys[row]) >> shift)] &+= 1 }
      return counts
    }
    var starts: [Int] = []
    var sum = 0
    for division in 0..<1 << Int(firstBits) {
      starts.append(sum)
      for part in next.indices { (next[part][division], sum) = (sum, sum + next[part][division]) }
    }
    starts.append(sum)
    let words = [UInt64](unsafeUninitializedCapacity: keys.count) { words, count in
      let (shared, next) = (SharedElements(elements: words), next)
      _ = ConcurrentWork.map(count: parts, jobs: jobs) { part in
        var next = next[part]
        for row in Self.rows(of: part, parts, keys.count) {
          let bits = bits(keys[row])
          let division = Int(bits >> shift)
          let rest = bits & (1 << shift &- 1)
          shared.elements[next[division]] = rest << rowBits | UInt64(row)
          next[division] &+= 1
        }
      }
      count = keys.count
    }
    return (words, starts)
  }

  /// Rows of which a part has at least so many, if there are several.
  private static let fewestRows = 1 << 16

  private static func rows(of part: Int, _ parts: Int, _ count: Int) -> Range<Int> {
    part * count / parts..<(part + 1) * count / parts
  }

  /// Sorts some divisions.
  ///
  /// - Returns: the keys that stand more than once.
  private func sort(
    _ divisions: Range<Int>, _ starts: [Int], _ shared: SharedElements<UInt64>, _ key: (UInt64) -> UInt64
  ) -> [UInt64] {
    var repeated: [UInt64] = []
    var other: [UInt64] = []
    for division in divisions {
      var words = UnsafeMutableBufferPointer(
        rebasing: shared.elements[starts[division]..<starts[division + 1]])
      if words.count < 64 {
        words.sort()
      } else {
        if other.count < words.count { other = [UInt64](repeating: 0, count: words.count) }
        other.withUnsafeMutableBufferPointer { sort(words, beside: $0) }
      }
      for place in words.indices.dropFirst() where words[place] >> rowBits == words[place - 1] >> rowBits {
        repeated.append(key(words[place]))
      }
    }
    return repeated
  }

  /// Radix sort from the least digit of the keys; rows of one key stay in their order.
  private func sort(
    _ words: UnsafeMutableBufferPointer<UInt64>, beside other: UnsafeMutableBufferPointer<UInt64>
  ) {
    var (source, target) = (words, UnsafeMutableBufferPointer(rebasing: other[..<words.count]))
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { next in
      for shift in stride(from: rowBits, to: rowBits + keyBits - firstBits, by: 8) {
        next.initialize(repeating: 0)
        for word in source { next[Int(word >> shift & 255)] &+= 1 }
        var sum = 0
        for digit in 0..<256 { (next[digit], sum) = (sum, sum &+ next[digit]) }
        for word in source {
          let digit = Int(word >> shift & 255)
          target[next[digit]] = word
          next[digit] &+= 1
        }
        swap(&source, &target)
      }
    }
    if source.baseAddress != words.baseAddress {
      for place in words.indices { words[place] = source[place] }
    }
  }

  /// The rows of words.
  func rows(_ words: [UInt64], jobs: Int) -> [UInt32] {
    let parts = max(1, min(jobs, words.count / Self.fewestRows))
    return [UInt32](unsafeUninitializedCapacity: words.count) { rows, count in
      let shared = SharedElements(elements: rows)
      _ = ConcurrentWork.map(count: parts, jobs: jobs) { part in
        for place in Self.rows(of: part, parts, words.count) {
          shared.elements[place] = UInt32(truncatingIfNeeded: row(words[place]))
        }
      }
      count = words.count
    }
  }
}

/// Elements that several threads write at the same time, each a range or places of its own.
struct SharedElements<Element: BitwiseCopyable>: @unchecked Sendable {
  // Unchecked: no two threads have the same places.

  let elements: UnsafeMutableBufferPointer<Element>
}
