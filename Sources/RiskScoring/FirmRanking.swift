import RuleModel

/// Orders firms by the policy's keys, ties by tax code.
enum FirmRanking {
  /// Writes the figures that order some firms by a variable.
  typealias Figures = @Sendable (ScoreVariable, Range<Int>, UnsafeMutableBufferPointer<UInt64>) -> Void

  /// One key that tells firms apart.
  private struct Key {
    var variable: ScoreVariable
    var isDescending: Bool
    var bits: Int
  }

  /// Firms whose figures are packed at a time.
  private static let batchSize = 4096

  /// Positions of firms from first to last.
  ///
  /// As many keys as fit are packed into one number for each firm, and the numbers are sorted by counting, some bits at a
  /// time from the lowest: a stable sort. Firms start in the order of their tax codes, which therefore settles every tie;
  /// `ties` is that order where they do not stand in it. The result is the same for any number of jobs.
  static func order(
    count: Int, keys: [Policy.RankKey], ties: [UInt32]? = nil, jobs: Int, figures: Figures
  ) -> [UInt32] {
    var order =
      ties
      ?? [UInt32](unsafeUninitializedCapacity: count) { order, filled in
        for firm in 0..<count { order[firm] = UInt32(truncatingIfNeeded: firm) }
        filled = count
      }
    var isFirst = ties == nil
    // Tax codes are unique, so nothing after their key can matter.
    let before = keys.prefix { $0.variable != nil }
    if before.count < keys.count, keys[before.count].isDescending {
      order.reverse()
      isFirst = false
    }
    var rest = effective(before, count: count, jobs: jobs, figures)
    while !rest.isEmpty {
      var bits = 0
      var group: [Key] = []
      while let key = rest.last, group.isEmpty || bits + key.bits <= 64 {
        bits += key.bits
        group.append(key)
        rest.removeLast()
      }
      let numbers = packed(group.reversed(), count: count, jobs: jobs, figures)
      order = RadixOrder.sorted(order, by: numbers, bits: bits, isFirst: isFirst, jobs: jobs)
      isFirst = false
    }
    return order
  }

  /// Keys that are not zero for every firm, with the bits they need.
  private static func effective(
    _ keys: ArraySlice<Policy.RankKey>, count: Int, jobs: Int, _ figures: Figures
  ) -> [Key] {
    let variables = keys.compactMap(\.variable)
    let parts = ConcurrentChunks.map(count: (count + batchSize - 1) / batchSize, jobs: jobs) {
      [UInt64](repeating: 0, count: batchSize)
    } _: { values, part -> [UInt64] in
      let firms = part * batchSize..<min((part + 1) * batchSize, count)
      return variables.map { variable in
        values.withUnsafeMutableBufferPointer { values in
          figures(variable, firms, values)
          var all: UInt64 = 0
          for place in 0..<firms.count { all |= values[place] }
          return all
        }
      }
    }
    return keys.enumerated().compactMap { index, key in
      let all = parts.reduce(0) { $0 | $1[index] }
      guard all != 0, let variable = key.variable else { return nil }
      return Key(variable: variable, isDescending: key.isDescending, bits: 64 - all.leadingZeroBitCount)
    }
  }

  /// One number for each firm, ascending in the order of the keys.
  private static func packed(_ keys: [Key], count: Int, jobs: Int, _ figures: Figures) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: count) { numbers, filled in
      let target = SharedColumn(elements: numbers)
      _ = ConcurrentChunks.map(count: (count + batchSize - 1) / batchSize, jobs: jobs) {
        [UInt64](repeating: 0, count: batchSize)
      } _: { values, part in
        let firms = part * batchSize..<min((part + 1) * batchSize, count)
        for (place, key) in keys.enumerated() {
          let mask = key.bits == 64 ? .max : (UInt64(1) << UInt64(key.bits)) &- 1
          let flip = key.isDescending ? mask : 0
          values.withUnsafeMutableBufferPointer { values in
            figures(key.variable, firms, values)
            for firm in firms {
              let above = place == 0 ? 0 : target.elements[firm] << UInt64(key.bits)
              target.elements[firm] = above | (values[firm &- firms.lowerBound] ^ flip)
            }
          }
        }
      }
      filled = count
    }
  }
}

/// A column that several threads write, each at places of its own.
private struct SharedColumn<Element: BitwiseCopyable>: @unchecked Sendable {
  // Unchecked: no two threads write one place, and nothing reads a place before the thread that wrote it is done.

  let elements: UnsafeMutableBufferPointer<Element>
}

/// A stable sort by counting.
private enum RadixOrder {
  /// Numbers to sort by and what is sorted.
  private struct Columns: Sendable {
    let order: SharedColumn<UInt32>
    let numbers: SharedColumn<UInt64>
  }

  /// The digit that a pass sorts by.
  private struct Digit: Sendable {
    let shift: UInt64
    let mask: UInt64

    @inline(__always) func of(_ number: UInt64) -> Int { Int(truncatingIfNeeded: number >> shift & mask) }
  }

  /// An order sorted by the lowest bits of numbers, in as few passes as digits of at most 12 bits allow.
  ///
  /// - Parameter isFirst: whether the order is still that of the firms.
  static func sorted(
    _ order: [UInt32], by numbers: [UInt64], bits: Int, isFirst: Bool, jobs: Int
  ) -> [UInt32] {
    let passes = (bits + 11) / 12
    let size = (bits + passes - 1) / passes
    let count = order.count
    var order = order
    var other = [UInt32](unsafeUninitializedCapacity: count) { $1 = count }
    var digits = isFirst ? numbers : gathered(numbers, order, jobs: jobs)
    var otherDigits = [UInt64](unsafeUninitializedCapacity: passes > 1 ? count : 0) {
      $1 = passes > 1 ? count : 0
    }
    for pass in 0..<passes {
      let digit = Digit(shift: UInt64(pass * size), mask: (1 << UInt64(size)) - 1)
      order.withUnsafeMutableBufferPointer { order in
        other.withUnsafeMutableBufferPointer { other in
          digits.withUnsafeMutableBufferPointer { digits in
            otherDigits.withUnsafeMutableBufferPointer { otherDigits in
              sort(
                Columns(order: .init(elements: order), numbers: .init(elements: digits)),
                into: Columns(order: .init(elements: other), numbers: .init(elements: otherDigits)),
                by: digit, isLast: pass == passes - 1, jobs: jobs)
            }
          }
        }
      }
      swap(&order, &other)
      if pass < passes - 1 { swap(&digits, &otherDigits) }
    }
    return order
  }

  /// The numbers of firms in an order.
  private static func gathered(_ numbers: [UInt64], _ order: [UInt32], jobs: Int) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: order.count) { digits, filled in
      let target = SharedColumn(elements: digits)
      let parts = max(1, min(jobs, order.count / 65_536))
      _ = ConcurrentChunks.map(count: parts, jobs: jobs, worker: {}) { _, part in
        for index in part * order.count / parts..<(part + 1) * order.count / parts {
          target.elements[index] = numbers[Int(order[index])]
        }
      }
      filled = order.count
    }
  }

  /// One pass: every part counts its digits, and then puts its firms after those of the parts before it.
  private static func sort(
    _ source: Columns, into target: Columns, by digit: Digit, isLast: Bool, jobs: Int
  ) {
    let count = source.order.elements.count
    let parts = max(1, min(jobs, count / 65_536))
    let starts = starts(source, by: digit, parts: parts, jobs: jobs)
    _ = ConcurrentChunks.map(count: parts, jobs: jobs, worker: {}) { _, part in
      var places = starts[part]
      let order = source.order.elements
      let numbers = source.numbers.elements
      places.withUnsafeMutableBufferPointer { places in
        for index in part * count / parts..<(part + 1) * count / parts {
          let bucket = digit.of(numbers[index])
          let place = places[bucket]
          places[bucket] = place &+ 1
          target.order.elements[place] = order[index]
          if !isLast { target.numbers.elements[place] = numbers[index] }
        }
      }
    }
  }

  /// Where each part puts its first firm of each digit.
  private static func starts(_ source: Columns, by digit: Digit, parts: Int, jobs: Int) -> [[Int]] {
    let numbers = source.numbers
    let count = numbers.elements.count
    let values = Int(digit.mask) + 1
    var starts = ConcurrentChunks.map(count: parts, jobs: jobs, worker: {}) { _, part -> [Int] in
      var counts = [Int](repeating: 0, count: values)
      counts.withUnsafeMutableBufferPointer { counts in
        for index in part * count / parts..<(part + 1) * count / parts {
          counts[digit.of(numbers.elements[index])] &+= 1
        }
      }
      return counts
    }
    var sum = 0
    for value in 0..<values {
      for part in starts.indices {
        let number = starts[part][value]
        starts[part][value] = sum
        sum += number
      }
    }
    return starts
  }
}
