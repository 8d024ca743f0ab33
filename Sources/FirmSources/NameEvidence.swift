import RecordFiles

/// What a list says about who a row or a firm is.
struct NamedFirm {
  let title: String
  let commune: String
  let address: String

  /// The place that people are shown.
  var place: String { commune.isEmpty ? address : commune }
}

/// How well a firm fits a row.
struct NameEvidence: Hashable {
  /// Place of the firm's entry in the index.
  let firm: Int
  /// Share of the weight of both names' words that both have, in percent.
  let similarity: Int
  /// Whether both are in one place; nil where one of them states none.
  let isSamePlace: Bool?
  /// Whether both are of one legal form; nil where one of them states none.
  let isSameForm: Bool?

  /// One number from 0 to 100: nine tenths are the name, one tenth is the place where both state one.
  var score: Int { isSamePlace.map { Self.score(similarity, isSamePlace: $0) } ?? similarity }

  private static func score(_ similarity: Int, isSamePlace: Bool) -> Int {
    similarity * 9 / 10 + (isSamePlace ? 10 : 0)
  }

  /// The most that a score can be with a similarity.
  static func mostScore(_ similarity: Int, knowsPlace: Bool) -> Int {
    knowsPlace ? max(similarity, score(similarity, isSamePlace: true)) : similarity
  }
}

/// The places that a row or firm states, folded: commune and address.
struct NamedPlaces {
  let places: [[UInt8]]

  init(_ firm: NamedFirm) {
    places = [firm.commune, firm.address].filter { !$0.isEmpty }.map { HeaderFolding.fold(Array($0.utf8)) }
      .filter { !$0.isEmpty }
  }

  /// Whether a place of one is a place of the other or part of its address; nil where one of them states none.
  func isSame(as other: NamedPlaces) -> Bool? {
    if places.isEmpty || other.places.isEmpty { return nil }
    return places.contains { own in
      other.places.contains { Self.holds(own, $0) || Self.holds($0, own) }
    }
  }

  /// Whether an address names a place, as whole words.
  private static func holds(_ address: [UInt8], _ place: [UInt8]) -> Bool {
    guard place.count <= address.count else { return false }
    return (0...address.count - place.count).contains { start in
      let end = start + place.count
      return address[start] == place[0] && (start == 0 || address[start - 1] == 0x20)
        && (end == address.count || address[end] == 0x20) && address[start..<end].elementsEqual(place)
    }
  }
}
