/// Unicode normal form C for text in Latin letters.
///
/// Complete for U+00C0…U+024F, U+1E00…U+1EFF and the combining marks U+0300…U+036F, which is all that Vietnamese and the
/// languages of Europe use. Text in other scripts passes unchanged, also where normal form C would change it
/// (Hangul syllables in parts, Greek and Cyrillic letters with marks, and the signs K, Å and Ω of units).
public enum LatinComposition {
  /// Text in normal form C.
  public static func compose(_ text: String) -> String {
    var scalars: [UInt32] = []
    for scalar in text.unicodeScalars { scalars.append(scalar.value) }
    var result = ""
    for value in compose(scalars) {
      if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// Scalars in normal form C: decomposed, marks put in order, composed again.
  static func compose(_ scalars: [UInt32]) -> [UInt32] {
    var output: [UInt32] = []
    output.reserveCapacity(scalars.count)
    var marks: [UInt32] = []
    for scalar in scalars {
      decompose(scalar) { part in
        if combiningClass(part) == 0 {
          flush(&marks, into: &output)
          output.append(part)
        } else {
          marks.append(part)
        }
      }
    }
    flush(&marks, into: &output)
    return output
  }

  /// The letter without its marks when it is a composed Latin letter; else the scalar itself.
  static func base(of scalar: UInt32) -> UInt32 {
    var letter = scalar
    while let parts = tables.parts(letter) { letter = parts.base }
    return letter
  }

  /// Canonical combining class of a mark of U+0300…U+036F; 0 for everything else.
  static func combiningClass(_ scalar: UInt32) -> UInt8 {
    tables.combiningClass(scalar)
  }

  private static func decompose(_ scalar: UInt32, _ emit: (UInt32) -> Void) {
    switch scalar {
    case 0x340: emit(0x300)
    case 0x341: emit(0x301)
    case 0x343: emit(0x313)
    case 0x344:
      emit(0x308)
      emit(0x301)
    default:
      if let parts = tables.parts(scalar) {
        decompose(parts.base, emit)
        emit(parts.mark)
      } else {
        emit(scalar)
      }
    }
  }

  /// Puts the marks in canonical order and composes those that the letter before them takes.
  private static func flush(_ marks: inout [UInt32], into output: inout [UInt32]) {
    guard !marks.isEmpty else { return }
    sortByClass(&marks)
    guard let letter = output.last, combiningClass(letter) == 0 else {
      output.append(contentsOf: marks)
      marks.removeAll(keepingCapacity: true)
      return
    }
    var starter = letter
    var lastClass: UInt8 = 0
    let place = output.count - 1
    for mark in marks {
      let own = combiningClass(mark)
      if lastClass < own, let composed = tables.composed(starter, mark) {
        starter = composed
      } else {
        output.append(mark)
        lastClass = own
      }
    }
    output[place] = starter
    marks.removeAll(keepingCapacity: true)
  }

  /// A stable sort; there are rarely more than three marks.
  private static func sortByClass(_ marks: inout [UInt32]) {
    let keyed = marks.enumerated().sorted {
      (combiningClass($0.element), $0.offset) < (combiningClass($1.element), $1.offset)
    }
    marks = keyed.map(\.element)
  }

  /// Facts about letters and marks, by place in arrays: a text in which every letter has its marks beside it asks for them at
  /// each of them.
  struct Tables: Sendable {
    /// For each mark that letters take, the letters composed with it, by the place of the base; 0 for none.
    private var composed: [UInt16] = []
    /// For each mark of U+0300…U+036F, where its composed letters start; -1 for none.
    private var rows = [Int32](repeating: -1, count: 0x70)
    /// Base and mark of each composed letter by its place, the base in the upper half; 0 for none.
    private var parts = [UInt32](repeating: 0, count: Tables.letterCount)
    private(set) var classes: [UInt8] = []

    /// Letters that may be composed: U+0000…U+029F and U+1E00…U+1EFF; the last of the first that a composed one has is `ʒ`.
    private static let letterCount = firstCount + 0x100
    private static let firstCount = 0x2A0

    /// The place of a letter; nil when it is none that may be composed.
    @inline(__always) private static func place(_ scalar: UInt32) -> Int? {
      if scalar < UInt32(firstCount) { return Int(scalar) }
      return scalar &- 0x1E00 < 0x100 ? Int(scalar &- 0x1E00) &+ firstCount : nil
    }

    init() {
      for group in LatinCompositionTable.groups {
        let mark = UInt32(group.mark)
        guard Self.isMark(mark) else { continue }
        if rows[Int(mark - 0x300)] < 0 {
          rows[Int(mark - 0x300)] = Int32(composed.count)
          composed += [UInt16](repeating: 0, count: Self.letterCount)
        }
        let row = Int(rows[Int(mark - 0x300)])
        for (base, letter) in zip(group.bases, group.composed) {
          guard let place = Self.place(UInt32(base)), let own = Self.place(UInt32(letter)) else { continue }
          composed[row + place] = letter
          parts[own] = UInt32(base) << 16 | mark
        }
      }
      for run in LatinCompositionTable.classRuns {
        while classes.count < Int(run.first) - 0x300 { classes.append(classes.last ?? 0) }
        classes.append(run.combiningClass)
      }
      while classes.count < 0x70 { classes.append(classes.last ?? 0) }
    }

    @inline(__always) private static func isMark(_ scalar: UInt32) -> Bool { scalar &- 0x300 < 0x70 }

    /// Canonical combining class of a mark of U+0300…U+036F; 0 for everything else.
    @inline(__always) func combiningClass(_ scalar: UInt32) -> UInt8 {
      Self.isMark(scalar) ? classes[Int(scalar &- 0x300)] : 0
    }

    /// The letter that a letter and a mark make; nil when they make none.
    @inline(__always) func composed(_ base: UInt32, _ mark: UInt32) -> UInt32? {
      guard Self.isMark(mark), let place = Self.place(base) else { return nil }
      let row = Int(rows[Int(mark &- 0x300)])
      guard row >= 0 else { return nil }
      let letter = composed[row &+ place]
      return letter == 0 ? nil : UInt32(letter)
    }

    /// Base and mark of a composed letter; nil for everything else.
    @inline(__always) func parts(_ letter: UInt32) -> (base: UInt32, mark: UInt32)? {
      guard let place = Self.place(letter) else { return nil }
      let found = parts[place]
      return found == 0 ? nil : (found >> 16, found & 0xFFFF)
    }
  }

  static let tables = Tables()
}
