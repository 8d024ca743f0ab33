import CellLoops

/// Which loops readers of delimited text look for cells and digits with.
package enum ProcessorLoops {
  /// The loops, from those that any processor of this kind can run to those for the newest.
  package enum Generation: CaseIterable, Sendable {
    case portable, avx2, avx512
  }

  /// Makes readers use no newer loops than some, and those that the processor knows; what they read is the same.
  package static func use(atMost generation: Generation) {
    switch generation {
    case .portable: cell_loops_use_at_most(CELL_LOOPS_PORTABLE)
    case .avx2: cell_loops_use_at_most(CELL_LOOPS_AVX2)
    case .avx512: cell_loops_use_at_most(CELL_LOOPS_AVX512)
    }
  }
}
