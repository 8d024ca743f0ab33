extension DiagnosticCatalogue {
  static let dataEntries: [CatalogueEntry] = []
}
