extension DiagnosticCatalogue {
  /// Codes FR260 to FR299: joining the lists of several agencies.
  static let sourceEntries: [CatalogueEntry] = []
}
