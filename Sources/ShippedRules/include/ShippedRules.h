#ifndef SHIPPED_RULES_H
#define SHIPPED_RULES_H

#include <stddef.h>

/// One rule file of the packs in `rules`, held in the program so that it can be carried alone.
typedef struct {
  /// Name of the pack's folder, such as `vn-labour`.
  const char *pack;
  /// File name, such as `areas.rules`.
  const char *name;
  /// Content, UTF-8, not ended by a zero.
  const unsigned char *bytes;
  /// Number of bytes.
  size_t count;
} ShippedRuleFile;

/// Number of files.
size_t shipped_rule_file_count(void);

/// The file at an index below the count; files stand in order of their packs and names.
ShippedRuleFile shipped_rule_file(size_t index);

#endif
