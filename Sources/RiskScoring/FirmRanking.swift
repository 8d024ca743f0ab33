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
    // Tax codes are unique, so nothing after their key can matter.
    let before = keys.prefix { $0.variable != nil }
    if before.count < keys.count, keys[before.count].isDescending {
      order.reverse()
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
      let keys = Array(group.reversed())
      // Small numbers are looked up in the order of the firms without leaving the processor's cache.
      if bits <= 16 {
        let numbers: [UInt16] = packed(keys, count: count, jobs: jobs, figures)
        order = RadixOrder.sorted(order, by: numbers, bits: bits, jobs: jobs)
      } else {
        let numbers: [UInt64] = packed(keys, count: count, jobs: jobs, figures)
        order = RadixOrder.sorted(order, by: numbers, bits: bits, jobs: jobs)
      }
    }
    return order
  }

  /// Keys that are not known to be zero for every firm, with the bits they need.
  private static func effective(
    _ keys: ArraySlice<Policy.RankKey>, count: Int, jobs: Int, _ figures: Figures
  ) -> [Key] {
    let bits = wideBits(
      keys.compactMap(\.variable).filter { RankFigures.bits(of: $0) == nil }, count, jobs, figures)
    return keys.compactMap { key in
      guard let variable = key.variable else { return nil }
      let bits = RankFigures.bits(of: variable) ?? bits[variable] ?? 0
      return bits == 0 ? nil : Key(variable: variable, isDescending: key.isDescending, bits: bits)
    }
  }

  /// The bits that the greatest figures of variables need.
  private static func wideBits(
    _ variables: [ScoreVariable], _ count: Int, _ jobs: Int, _ figures: Figures
  ) -> [ScoreVariable: Int] {
    if variables.isEmpty { return [:] }
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
    return variables.indices.reduce(into: [:]) { bits, index in
      bits[variables[index]] = 64 - parts.reduce(0) { $0 | $1[index] }.leadingZeroBitCount
    }
  }

  /// One number for each firm, ascending in the order of the keys.
  private static func packed<Number: SortedNumber>(
    _ keys: [Key], count: Int, jobs: Int, _ figures: Figures
  ) -> [Number] {
    [Number](unsafeUninitializedCapacity: count) { numbers, filled in
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
              let above = place == 0 ? 0 : target.elements[firm] << Number(key.bits)
              target.elements[firm] =
                above | Number(truncatingIfNeeded: values[firm &- firms.lowerBound] ^ flip)
            }
          }
        }
      }
      filled = count
    }
  }
}

/// Numbers to sort by, as narrow as their bits allow.
private typealias SortedNumber = FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable

/// A column that several threads write, each at places of its own.
private struct SharedColumn<Element: BitwiseCopyable>: @unchecked Sendable {
  // Unchecked: no two threads write one place, and nothing reads a place before the thread that wrote it is done.

  let elements: UnsafeMutableBufferPointer<Element>
}

/// A stable sort by counting.
private enum RadixOrder {
  /// What is sorted, and the numbers by which.
  private struct Source<Number: SortedNumber>: @unchecked Sendable {
    // Unchecked: nobody writes to it during a pass.

    let order: UnsafeBufferPointer<UInt32>
    let numbers: UnsafeBufferPointer<Number>
    /// Whether numbers stand by firm instead of in the order.
    let isByFirm: Bool

    @inline(__always) func number(_ place: Int) -> Number {
      numbers[isByFirm ? Int(order[place]) : place]
    }
  }

  /// Where a pass puts both, each thread at places of its own.
  private struct Target<Number: SortedNumber>: @unchecked Sendable {
    // Unchecked: no two threads write one place, and nothing reads it during the pass.

    let order: UnsafeMutableBufferPointer<UInt32>
    let numbers: UnsafeMutableBufferPointer<Number>
  }

  /// The digit that a pass sorts by.
  private struct Digit: Sendable {
    let shift: Int
    let mask: Int

    @inline(__always) func of(_ number: some SortedNumber) -> Int {
      Int(truncatingIfNeeded: number &>> .init(truncatingIfNeeded: shift)) & mask
    }
  }

  /// An order sorted by the lowest bits of the numbers of firms, in as few passes as digits allow.
  static func sorted<Number: SortedNumber>(
    _ order: [UInt32], by numbers: consuming [Number], bits: Int, jobs: Int
  ) -> [UInt32] {
    let count = order.count
    // For fewer firms, adding up counts would take longer than another pass.
    let widest = count / parts(count, jobs) < 1 << 17 ? 12 : 16
    let passes = (bits + widest - 1) / widest
    let size = (bits + passes - 1) / passes
    var order = order
    // What a later pass sorts by stands in the order that the pass before it made.
    let moved = passes > 1 ? count : 0
    var others = [Number](unsafeUninitializedCapacity: moved) { $1 = moved }
    for pass in 0..<passes {
      let digit = Digit(shift: pass * size, mask: 1 << size - 1)
      order = [UInt32](unsafeUninitializedCapacity: count) { target, filled in
        order.withUnsafeBufferPointer { order in
          numbers.withUnsafeMutableBufferPointer { numbers in
            others.withUnsafeMutableBufferPointer { others in
              sort(
                Source(order: order, numbers: .init(numbers), isByFirm: pass == 0),
                into: Target(order: target, numbers: others), by: digit, isLast: pass == passes - 1,
                jobs: jobs)
            }
          }
        }
        filled = count
      }
      if pass < passes - 1 { swap(&numbers, &others) }
    }
    return order
  }

  /// How many parts of the order are sorted at the same time.
  private static func parts(_ count: Int, _ jobs: Int) -> Int { max(1, min(jobs, count / 65_536)) }

  /// One pass: every part counts its digits, and then puts its firms after those of the parts before it.
  private static func sort<Number: SortedNumber>(
    _ source: Source<Number>, into target: Target<Number>, by digit: Digit, isLast: Bool, jobs: Int
  ) {
    let count = source.order.count
    let parts = parts(count, jobs)
    let starts = starts(source, by: digit, parts: parts, jobs: jobs)
    _ = ConcurrentChunks.map(count: parts, jobs: jobs, worker: {}) { _, part in
      var places = starts[part]
      places.withUnsafeMutableBufferPointer { places in
        for index in part * count / parts..<(part + 1) * count / parts {
          let number = source.number(index)
          let bucket = digit.of(number)
          let place = places[bucket]
          places[bucket] = place &+ 1
          target.order[place] = source.order[index]
          if !isLast { target.numbers[place] = number }
        }
      }
    }
  }

  /// Where each part puts its first firm of each digit.
  private static func starts(
    _ source: Source<some SortedNumber>, by digit: Digit, parts: Int, jobs: Int
  ) -> [[Int]] {
    let count = source.order.count
    let values = digit.mask + 1
    var starts = ConcurrentChunks.map(count: parts, jobs: jobs, worker: {}) { _, part -> [Int] in
      var counts = [Int](repeating: 0, count: values)
      counts.withUnsafeMutableBufferPointer { counts in
        for index in part * count / parts..<(part + 1) * count / parts {
          counts[digit.of(source.number(index))] &+= 1
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
