#ifndef CELL_MASKS_H
#define CELL_MASKS_H

#include <stddef.h>
#include <stdint.h>

/// Bytes that readers look at together; as many are fetched ahead.
enum { CELL_MASKS_TOGETHER = 8192 };

/// Finds the bytes at which cells of delimited text can end, 64 bytes to a word; the first byte has the lowest bit.
///
/// - `delimiters` gets the bits of the delimiter.
/// - `stops` gets the bits of the quote and of all bytes below 14, line breaks among them, that are not the delimiter.
/// The words cover `(count + 63) / 64` blocks; bits behind the last byte are zero.
void cell_masks(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops);

#endif
