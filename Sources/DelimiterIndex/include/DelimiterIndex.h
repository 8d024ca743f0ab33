#ifndef DELIMITER_INDEX_H
#define DELIMITER_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Writes where cells end: the positions of all delimiters and line feeds outside quotes, counted from the first byte.
///
/// It does nothing else, so that readers can be measured against it; the reader of lists does not use it.
///
/// - `positions` has room for 64 more than `count`.
/// - `quoted` tells whether the first byte stands inside quotes, and afterwards whether the next one does.
/// Returns the number of positions.
size_t delimiter_index(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint32_t *positions, bool *quoted);

/// Whether the index uses AVX2 on this processor.
bool delimiter_index_is_wide(void);

/// Makes all following calls use the loop that every processor can run.
void delimiter_index_use_portable(void);

#endif
