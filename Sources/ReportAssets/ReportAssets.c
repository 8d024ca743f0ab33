#include "ReportAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char page_style[] = {
#embed "page.css"
};
static const unsigned char view_script[] = {
#embed "view.js"
};
static const unsigned char paper_style[] = {
#embed "paper.css"
};

ReportAsset report_asset_page_style(void) { return (ReportAsset){page_style, sizeof page_style}; }

ReportAsset report_asset_page_script(void) { return (ReportAsset){view_script, sizeof view_script}; }

ReportAsset report_asset_paper_style(void) { return (ReportAsset){paper_style, sizeof paper_style}; }

static const unsigned char schema_findings[] = {
#embed "schemas/findings.schema.json"
};
static const unsigned char schema_manifest[] = {
#embed "schemas/manifest.schema.json"
};
static const unsigned char schema_ranking[] = {
#embed "schemas/ranking.schema.json"
};
static const unsigned char schema_summary[] = {
#embed "schemas/summary.schema.json"
};

size_t report_schema_count(void) { return 4; }

ReportSchema report_schema(size_t index) {
  const ReportSchema schemas[] = {
      {"findings", {schema_findings, sizeof schema_findings}},
      {"manifest", {schema_manifest, sizeof schema_manifest}},
      {"ranking", {schema_ranking, sizeof schema_ranking}},
      {"summary", {schema_summary, sizeof schema_summary}},
  };
  return schemas[index < 4 ? index : 3];
}
