/// The random source of the generator (SplitMix64, Steele, Lea and Flood 2014): whole numbers only, the same everywhere.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A source of its own for one firm, so that every firm can be made without the ones before it.
  init(seed: UInt64, stream: Int) {
    var mixer = SplitMix64(seed: seed ^ (UInt64(truncatingIfNeeded: stream) &* 0xD134_2543_DE82_EF95))
    state = mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to just below the bound; 0 for a bound of 1 or less.
  mutating func below(_ bound: Int) -> Int {
    let bits = next()
    guard bound > 1 else { return 0 }
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of a closed range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// A number of a closed range, small ones more often.
  mutating func low(in range: ClosedRange<Int>) -> Int {
    min(within(range), within(range))
  }

  /// True so many times in a thousand.
  mutating func chance(_ perThousand: Int) -> Bool { below(1_000) < perThousand }

  /// The place of a weight, each as often as its weight says.
  mutating func place(in weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      if rest < weight { return place }
      rest -= weight
    }
    return 0
  }
}

extension Array {
  /// One element, each as likely as the next.
  func drawn(by random: inout SplitMix64) -> Element { self[random.below(count)] }
}
