extension DiagnosticCatalogue {
  static let runEntries: [CatalogueEntry] = []
}
