import RuleModel

/// Orders firms by the policy's keys, ties by tax code.
enum FirmRanking {
  /// Figures of one key.
  private struct Key {
    var values: [UInt64]
    var isDescending: Bool
    var bits: Int
  }

  /// Positions of firms from first to last.
  ///
  /// As many keys as fit are packed into one number for each firm, and the numbers are sorted by counting, some bits at a
  /// time from the lowest: a stable sort. Firms start in the order of their tax codes, which therefore settles every tie.
  /// `values` gives a variable's figure for every firm.
  static func order(count: Int, keys: [Policy.RankKey], values: (ScoreVariable) -> [UInt64]) -> [UInt32] {
    var effective: [Key] = []
    var order = [UInt32](0..<UInt32(count))
    var isFirst = true
    for key in keys {
      // Tax codes are unique, so nothing after this key can matter.
      guard let variable = key.variable else {
        if key.isDescending {
          order.reverse()
          isFirst = false
        }
        break
      }
      let figures = values(variable)
      var all: UInt64 = 0
      for position in figures.indices { all |= figures[position] }
      guard all != 0 else { continue }
      effective.append(
        Key(values: figures, isDescending: key.isDescending, bits: 64 - all.leadingZeroBitCount))
    }
    while !effective.isEmpty {
      var bits = 0
      var group: [Key] = []
      while let key = effective.last, group.isEmpty || bits + key.bits <= 64 {
        bits += key.bits
        group.append(key)
        effective.removeLast()
      }
      order = sorted(order, by: packed(group.reversed(), count: count), bits: bits, isFirst: isFirst)
      isFirst = false
    }
    return order
  }

  /// One number for each firm, ascending in the order of the keys.
  private static func packed(_ keys: [Key], count: Int) -> [UInt64] {
    var numbers = [UInt64](repeating: 0, count: count)
    for key in keys {
      let figures = key.values.span
      var target = numbers.mutableSpan
      precondition(figures.count == target.count)
      let mask = key.bits == 64 ? .max : (UInt64(1) << UInt64(key.bits)) &- 1
      let flip = key.isDescending ? mask : 0
      let shift = UInt64(key.bits)
      for firm in figures.indices { target[firm] = target[firm] << shift | (figures[firm] ^ flip) }
    }
    return numbers
  }

  /// A stable sort by the lowest bits of numbers, as few passes as digits of at most 12 bits allow.
  ///
  /// - Parameter isFirst: whether the order is still that of the firms.
  private static func sorted(
    _ order: [UInt32], by numbers: [UInt64], bits: Int, isFirst: Bool
  ) -> [UInt32] {
    let passes = (bits + 11) / 12
    let digit = (bits + passes - 1) / passes
    let mask = (UInt64(1) << UInt64(digit)) - 1
    var order = order
    var other = [UInt32](repeating: 0, count: order.count)
    var digits = isFirst ? numbers : order.map { numbers[Int($0)] }
    var otherDigits = passes > 1 ? [UInt64](repeating: 0, count: order.count) : []
    for pass in 0..<passes {
      let shift = UInt64(pass * digit)
      var starts = [Int](repeating: 0, count: Int(mask) + 2)
      for number in digits { starts[Int(number >> shift & mask) &+ 1] &+= 1 }
      for value in 1..<starts.count { starts[value] &+= starts[value - 1] }
      let isLast = pass == passes - 1
      for index in order.indices {
        let bucket = Int(digits[index] >> shift & mask)
        let place = starts[bucket]
        starts[bucket] = place &+ 1
        other[place] = order[index]
        if !isLast { otherDigits[place] = digits[index] }
      }
      swap(&order, &other)
      if !isLast { swap(&digits, &otherDigits) }
    }
    return order
  }
}
