import RuleModel

/// Orders firms by the policy's keys, ties by tax code.
enum FirmRanking {
  /// Positions of firms from first to last.
  ///
  /// A stable counting sort on 16 bits at a time, from the last key to the first; firms start in the order of their
  /// tax codes, which therefore settles every tie. `values` gives a variable's figure for every firm.
  static func order(count: Int, keys: [Policy.RankKey], values: (ScoreVariable) -> [UInt64]) -> [UInt32] {
    var effective: [(variable: ScoreVariable, isDescending: Bool)] = []
    var order = [UInt32](0..<UInt32(count))
    for key in keys {
      // Tax codes are unique, so nothing after this key can matter.
      guard let variable = key.variable else {
        if key.isDescending { order.reverse() }
        break
      }
      effective.append((variable, key.isDescending))
    }
    for key in effective.reversed() {
      var digits = values(key.variable)
      var rest: UInt64 = 0
      for position in digits.indices { rest |= digits[position] }
      while rest != 0 {
        order = sorted(order, by: digits, isDescending: key.isDescending)
        for position in digits.indices { digits[position] >>= 16 }
        rest >>= 16
      }
    }
    return order
  }

  /// A stable sort by the low 16 bits.
  private static func sorted(_ order: [UInt32], by digits: [UInt64], isDescending: Bool) -> [UInt32] {
    let flip: UInt64 = isDescending ? 0xFFFF : 0
    var starts = [Int](repeating: 0, count: 65_537)
    for digit in digits { starts[Int((digit & 0xFFFF) ^ flip) + 1] += 1 }
    for value in 1..<starts.count { starts[value] += starts[value - 1] }
    var result = [UInt32](repeating: 0, count: order.count)
    for firm in order {
      let bucket = Int((digits[Int(firm)] & 0xFFFF) ^ flip)
      result[starts[bucket]] = firm
      starts[bucket] += 1
    }
    return result
  }
}
