import FirmTable
import RecordFiles

/// Tax codes packed into numbers whose order is the byte order of the codes, as `FirmKeys` keeps them.
///
/// A code starts with ten digits; nothing, `-` with three digits, or two digits follow, which is also how the bytes sort:
/// the end, `-`, digits.
enum FirmKey {
  /// Stands for the firm of a row that nobody knows; greater than every key.
  static let unlinked: UInt64 = 1 << 45 - 1

  /// Packs a code as `TaxCode` writes it.
  static func pack(_ code: String) -> UInt64 { TaxCode.pack(code) }

  /// Writes a packed code.
  static func code(_ packed: UInt64) -> String { FirmKeys.text(of: packed) }
}

/// The rows of a list in order of their keys, rows of one key in order of the file.
struct KeyOrder {
  /// Keys, ascending.
  let keys: [UInt64]
  /// Row of each key; nil when the list is in order already, so that row `i` has key `i`.
  let rows: [UInt32]?
  /// Whether every key stands once.
  let isUnique: Bool

  /// Sorts the keys of a list.
  ///
  /// Most lists are nearly in order: keys that stand behind a greater one are sorted by themselves and merged with the others,
  /// as long as they are few.
  init(_ unsorted: [UInt64]) {
    var behind: [UInt32] = []
    var greatest: UInt64 = 0
    var isUnique = true
    for (row, key) in unsorted.enumerated() {
      if key < greatest {
        behind.append(UInt32(truncatingIfNeeded: row))
        if behind.count > unsorted.count / 4 { break }
      } else {
        if key == greatest, row > 0 { isUnique = false }
        greatest = key
      }
    }
    if behind.isEmpty {
      keys = unsorted
      rows = nil
      self.isUnique = isUnique
    } else if behind.count > unsorted.count / 4 {
      let packing = RowPacking(unsorted)
      let sorted = packing.sorted(unsorted, jobs: 1)
      let rows = packing.rows(sorted.words, jobs: 1)
      keys = rows.map { unsorted[Int($0)] }
      self.rows = rows
      self.isUnique = sorted.repeated.isEmpty
    } else {
      let own = behind.map { unsorted[Int($0)] }
      let packing = RowPacking(own)
      let order = packing.rows(packing.sorted(own, jobs: 1).words, jobs: 1).map { behind[Int($0)] }
      (keys, rows, self.isUnique) = Self.merged(unsorted, behind: behind, inOrder: order)
    }
  }

  /// Merges the rows of a list that stand in order with the others.
  ///
  /// - Parameters:
  ///   - behind: rows that stand behind a greater key, ascending.
  ///   - order: the same rows in the order of their keys, rows of one key in the order of the list.
  private static func merged(
    _ unsorted: [UInt64], behind: [UInt32], inOrder order: [UInt32]
  ) -> (keys: [UInt64], rows: [UInt32]?, isUnique: Bool) {
    var keys: [UInt64] = []
    var rows: [UInt32] = []
    keys.reserveCapacity(unsorted.count)
    rows.reserveCapacity(unsorted.count)
    var isUnique = true
    func append(_ row: UInt32) {
      let key = unsorted[Int(row)]
      if keys.last == key { isUnique = false }
      keys.append(key)
      rows.append(row)
    }
    var (skipped, next) = (0, 0)
    for row in 0..<UInt32(truncatingIfNeeded: unsorted.count) {
      if skipped < behind.count, behind[skipped] == row {
        skipped += 1
        continue
      }
      let key = unsorted[Int(row)]
      // A row that stands behind comes after all rows of its key that it follows in the list.
      while next < order.count, (unsorted[Int(order[next])], order[next]) < (key, row) {
        append(order[next])
        next += 1
      }
      append(row)
    }
    for row in order[next...] { append(row) }
    return (keys, rows, isUnique)
  }

  /// Row at a place of the order.
  @inline(__always) func row(_ place: Int) -> Int { rows.map { Int($0[place]) } ?? place }

  /// The distinct keys, ascending.
  var distinctKeys: [UInt64] {
    if isUnique { return keys }
    var distinct: [UInt64] = []
    distinct.reserveCapacity(keys.count)
    for key in keys where distinct.last != key { distinct.append(key) }
    return distinct
  }

  /// The union of ascending lists of distinct keys, without the key that stands for no firm.
  ///
  /// One list has nearly all keys in most runs, so that little is left to be merged with it.
  static func union(_ lists: [[UInt64]], without none: UInt64, jobs: Int = 1) -> [UInt64] {
    guard let largest = lists.indices.max(by: { lists[$0].count < lists[$1].count }) else { return [] }
    let missing = ConcurrentWork.map(count: lists.count, jobs: jobs) { place in
      place == largest ? [] : keys(of: lists[place], missingIn: lists[largest])
    }
    var more: [UInt64] = []
    for key in missing.joined().sorted() where more.last != key { more.append(key) }
    var result = more.isEmpty ? lists[largest] : merge(lists[largest], more)
    if result.last == none { result.removeLast() }
    return result
  }

  private static func keys(of list: [UInt64], missingIn other: [UInt64]) -> [UInt64] {
    var missing: [UInt64] = []
    var place = 0
    for key in list {
      while place < other.count, other[place] < key { place += 1 }
      if place == other.count || other[place] != key { missing.append(key) }
    }
    return missing
  }

  private static func merge(_ first: [UInt64], _ second: [UInt64]) -> [UInt64] {
    var merged: [UInt64] = []
    merged.reserveCapacity(first.count + second.count)
    var (left, right) = (0, 0)
    while left < first.count, right < second.count {
      let (one, other) = (first[left], second[right])
      merged.append(min(one, other))
      if one <= other { left += 1 }
      if other <= one { right += 1 }
    }
    merged.append(contentsOf: first[left...])
    merged.append(contentsOf: second[right...])
    return merged
  }
}
