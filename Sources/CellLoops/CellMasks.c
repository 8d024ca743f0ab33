#include "CellMasks.h"

#include "ChosenLoops.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// The bits of at most 64 bytes.
static void masks_of_rest(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  uint64_t at_delimiter = 0;
  uint64_t at_stop = 0;
  for (size_t index = 0; index < count; index++) {
    uint8_t byte = bytes[index];
    if (byte == delimiter) {
      at_delimiter |= (uint64_t)1 << index;
    } else if (byte == quote || byte < 14) {
      at_stop |= (uint64_t)1 << index;
    }
  }
  *delimiters = at_delimiter;
  *stops = at_stop;
}

#if defined(__x86_64__)

/// Fetches the bytes of the block that is looked at some calls later, which may lie behind the last one: the records of a
/// window are read in between, and by then the processor no longer expects the next ones.
static inline void fetch_ahead(const uint8_t *bytes, size_t block) {
  __builtin_prefetch((const void *)((uintptr_t)bytes + block * 64 + CELL_MASKS_TOGETHER), 0, 2);
}

static void masks_sse2(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  const __m128i wanted = _mm_set1_epi8((char)delimiter);
  const __m128i quotes = _mm_set1_epi8((char)quote);
  const __m128i least = _mm_set1_epi8(13);
  for (size_t block = 0; block < blocks; block++) {
    fetch_ahead(bytes, block);
    uint64_t at_delimiter = 0;
    uint64_t at_stop = 0;
    for (int part = 0; part < 4; part++) {
      __m128i text = _mm_loadu_si128((const __m128i *)(bytes + block * 64 + part * 16));
      __m128i is_low = _mm_cmpeq_epi8(_mm_min_epu8(text, least), text);
      __m128i is_stop = _mm_or_si128(is_low, _mm_cmpeq_epi8(text, quotes));
      at_delimiter |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, wanted)) << (part * 16);
      at_stop |= (uint64_t)(uint16_t)_mm_movemask_epi8(is_stop) << (part * 16);
    }
    delimiters[block] = at_delimiter;
    stops[block] = at_stop & ~at_delimiter;
  }
}

__attribute__((target("avx2"))) static void masks_avx2(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  const __m256i wanted = _mm256_set1_epi8((char)delimiter);
  const __m256i quotes = _mm256_set1_epi8((char)quote);
  const __m256i least = _mm256_set1_epi8(13);
  for (size_t block = 0; block < blocks; block++) {
    fetch_ahead(bytes, block);
    uint64_t at_delimiter = 0;
    uint64_t at_stop = 0;
    for (int part = 0; part < 2; part++) {
      __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + block * 64 + part * 32));
      __m256i is_low = _mm256_cmpeq_epi8(_mm256_min_epu8(text, least), text);
      __m256i is_stop = _mm256_or_si256(is_low, _mm256_cmpeq_epi8(text, quotes));
      at_delimiter |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(text, wanted)) << (part * 32);
      at_stop |= (uint64_t)(uint32_t)_mm256_movemask_epi8(is_stop) << (part * 32);
    }
    delimiters[block] = at_delimiter;
    stops[block] = at_stop & ~at_delimiter;
  }
}

__attribute__((target("avx512f,avx512bw"))) static void masks_avx512(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  const __m512i wanted = _mm512_set1_epi8((char)delimiter);
  const __m512i quotes = _mm512_set1_epi8((char)quote);
  const __m512i least = _mm512_set1_epi8(13);
  for (size_t block = 0; block < blocks; block++) {
    fetch_ahead(bytes, block);
    __m512i text = _mm512_loadu_si512(bytes + block * 64);
    uint64_t at_delimiter = _mm512_cmpeq_epi8_mask(text, wanted);
    uint64_t at_stop = _mm512_cmple_epu8_mask(text, least) | _mm512_cmpeq_epi8_mask(text, quotes);
    delimiters[block] = at_delimiter;
    stops[block] = at_stop & ~at_delimiter;
  }
}

/// Looks at whole blocks.
static void masks_of_blocks(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  switch (cell_loops_chosen()) {
    case CELL_LOOPS_AVX512: return masks_avx512(bytes, blocks, delimiter, quote, delimiters, stops);
    case CELL_LOOPS_AVX2: return masks_avx2(bytes, blocks, delimiter, quote, delimiters, stops);
    case CELL_LOOPS_PORTABLE: return masks_sse2(bytes, blocks, delimiter, quote, delimiters, stops);
  }
}

#else

static void masks_of_blocks(
    const uint8_t *bytes, size_t blocks, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  for (size_t block = 0; block < blocks; block++) {
    masks_of_rest(bytes + block * 64, 64, delimiter, quote, delimiters + block, stops + block);
  }
}

#endif

void cell_masks(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  size_t blocks = count / 64;
  masks_of_blocks(bytes, blocks, delimiter, quote, delimiters, stops);
  size_t rest = count % 64;
  if (rest != 0) {
    masks_of_rest(bytes + blocks * 64, rest, delimiter, quote, delimiters + blocks, stops + blocks);
  }
}
