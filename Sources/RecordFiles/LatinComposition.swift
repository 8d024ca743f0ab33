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
    while let parts = tables.parts[letter] { letter = UInt32(parts.base) }
    return letter
  }

  /// Canonical combining class of a mark of U+0300…U+036F; 0 for everything else.
  static func combiningClass(_ scalar: UInt32) -> UInt8 {
    guard (0x300...0x36F).contains(scalar) else { return 0 }
    return tables.classes[Int(scalar - 0x300)]
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
      if let parts = tables.parts[scalar] {
        decompose(UInt32(parts.base), emit)
        emit(UInt32(parts.mark))
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
      if lastClass < own, let composed = tables.composed[starter << 16 | mark] {
        starter = UInt32(composed)
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

  private struct Tables {
    var composed: [UInt32: UInt16] = [:]
    var parts: [UInt32: (base: UInt16, mark: UInt16)] = [:]
    var classes: [UInt8] = []

    init() {
      for group in LatinCompositionTable.groups {
        for (base, letter) in zip(group.bases, group.composed) {
          composed[UInt32(base) << 16 | UInt32(group.mark)] = letter
          parts[UInt32(letter)] = (base, group.mark)
        }
      }
      for run in LatinCompositionTable.classRuns {
        while classes.count < Int(run.first) - 0x300 { classes.append(classes.last ?? 0) }
        classes.append(run.combiningClass)
      }
      while classes.count < 0x70 { classes.append(classes.last ?? 0) }
    }
  }

  private static let tables = Tables()
}
