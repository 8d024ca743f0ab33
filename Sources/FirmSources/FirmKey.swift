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
  /// One list has nearly all keys in most runs, so that little is left to be merged with it. Several threads have a part of
  /// its keys each, and those of the other lists that lie between them.
  static func union(_ lists: [[UInt64]], without none: UInt64, jobs: Int = 1) -> [UInt64] {
    guard let largest = lists.indices.max(by: { lists[$0].count < lists[$1].count }) else { return [] }
    let all = lists[largest]
    let parts = max(1, min(jobs, all.count / fewestKeys))
    let starts = (0...parts).map { $0 * all.count / parts }
    let missing = ConcurrentWork.map(count: parts, jobs: jobs) { part in
      let from = part == 0 ? nil : all[starts[part]]
      let before = part == parts - 1 ? nil : all[starts[part + 1]]
      var more: [UInt64] = []
      for place in lists.indices where place != largest {
        append(keysOf: lists[place], from, before, missingIn: all, starts[part]..<starts[part + 1], to: &more)
      }
      more.sort()
      return distinct(more)
    }
    var result = all
    if missing.contains(where: { !$0.isEmpty }) {
      let count = missing.reduce(all.count) { $0 + $1.count }
      result = [UInt64](unsafeUninitializedCapacity: count) { keys, filled in
        let target = SharedElements(elements: keys)
        _ = ConcurrentWork.map(count: parts, jobs: jobs) { part in
          let first = missing[..<part].reduce(starts[part]) { $0 + $1.count }
          merge(all, starts[part]..<starts[part + 1], missing[part], to: target.elements, at: first)
        }
        filled = count
      }
    }
    if result.last == none { result.removeLast() }
    return result
  }

  /// Keys of which a part has at least so many, if there are several.
  private static let fewestKeys = 1 << 16

  /// Adds the keys of a list, from one on and before another, that do not stand in a part of another list.
  private static func append(
    keysOf list: [UInt64], _ from: UInt64?, _ before: UInt64?, missingIn other: [UInt64],
    _ part: Range<Int>, to missing: inout [UInt64]
  ) {
    let (keys, others) = (list.span, other.span)
    var place = part.lowerBound
    let first = from.map { lowerBound(of: $0, in: list) } ?? 0
    let end = before.map { lowerBound(of: $0, in: list) } ?? list.count
    for index in first..<end {
      let key = keys[index]
      while place < part.upperBound, others[place] < key { place += 1 }
      if place == part.upperBound || others[place] != key { missing.append(key) }
    }
  }

  /// Place of the first key of an ascending list that is not less than a key.
  private static func lowerBound(of key: UInt64, in list: [UInt64]) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func distinct(_ sorted: [UInt64]) -> [UInt64] {
    sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }

  /// Writes the keys of a part of a list and others that do not stand in it, in ascending order.
  private static func merge(
    _ list: [UInt64], _ part: Range<Int>, _ others: [UInt64], to target: UnsafeMutableBufferPointer<UInt64>,
    at first: Int
  ) {
    let keys = list.span
    var (next, place) = (first, part.lowerBound)
    for other in others {
      while place < part.upperBound, keys[place] < other {
        target[next] = keys[place]
        place += 1
        next += 1
      }
      target[next] = other
      next += 1
    }
    while place < part.upperBound {
      target[next] = keys[place]
      place += 1
      next += 1
    }
  }
}
