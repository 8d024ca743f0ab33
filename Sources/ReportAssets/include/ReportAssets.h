#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include <stddef.h>

/// A text that reports carry with them.
typedef struct {
  /// Content, UTF-8, not ended by a zero.
  const unsigned char *bytes;
  /// Number of bytes.
  size_t count;
} ReportAsset;

/// The style sheet of `report.html`.
ReportAsset report_asset_page_style(void);

/// The script of `report.html`.
ReportAsset report_asset_page_script(void);

/// The style sheet of dossiers and letters.
ReportAsset report_asset_paper_style(void);

/// A JSON Schema of a file that the program writes.
typedef struct {
  /// Name, such as `ranking`.
  const char *name;
  /// The schema.
  ReportAsset text;
} ReportSchema;

/// Number of schemas.
size_t report_schema_count(void);

/// The schema at an index below the count; schemas stand in order of their names.
ReportSchema report_schema(size_t index);

#endif
