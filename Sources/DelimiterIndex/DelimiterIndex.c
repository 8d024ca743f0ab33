#include "DelimiterIndex.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static bool must_be_portable = false;

void delimiter_index_use_portable(void) { must_be_portable = true; }

static size_t index_by_byte(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint32_t *positions, bool *quoted) {
  size_t found = 0;
  bool inside = *quoted;
  for (size_t place = 0; place < count; place++) {
    uint8_t byte = bytes[place];
    inside ^= byte == quote;
    positions[found] = (uint32_t)place;
    found += !inside & ((byte == delimiter) | (byte == '\n'));
  }
  *quoted = inside;
  return found;
}

#if defined(__x86_64__)

#define WIDE __attribute__((target("avx2,bmi,pclmul,popcnt")))

WIDE static inline uint64_t bits_equal(__m256i low, __m256i high, __m256i wanted) {
  uint64_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  uint64_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return first | second << 32;
}

/// Writes the positions of all bits. Eight at a time are written, needed or not, since a branch for each costs more.
WIDE static inline size_t write_positions(uint64_t ends, uint32_t base, uint32_t *positions) {
  size_t count = (size_t)__builtin_popcountll(ends);
  for (size_t first = 0; first < count; first += 8) {
    for (size_t place = first; place < first + 8; place++) {
      positions[place] = base + (uint32_t)_tzcnt_u64(ends);
      ends = _blsr_u64(ends);
    }
  }
  return count;
}

WIDE static size_t index_wide(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint32_t *positions, bool *quoted) {
  const __m256i delimiters = _mm256_set1_epi8((char)delimiter);
  const __m256i quotes = _mm256_set1_epi8((char)quote);
  const __m256i feeds = _mm256_set1_epi8('\n');
  uint64_t inside = *quoted ? ~(uint64_t)0 : 0;
  size_t found = 0;
  for (size_t block = 0; block < count; block += 64) {
    uint8_t rest[64];
    const uint8_t *text = bytes + block;
    if (count - block < 64) {
      memset(rest, 0, sizeof rest);
      memcpy(rest, text, count - block);
      text = rest;
    }
    __m256i low = _mm256_loadu_si256((const __m256i *)text);
    __m256i high = _mm256_loadu_si256((const __m256i *)(text + 32));
    uint64_t ends = bits_equal(low, high, delimiters) | bits_equal(low, high, feeds);
    uint64_t at_quote = bits_equal(low, high, quotes);
    if (at_quote != 0) {
      // Every bit becomes the parity of the quotes up to it.
      __m128i product =
          _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)at_quote), _mm_set1_epi8((char)0xFF), 0);
      uint64_t covered = (uint64_t)_mm_cvtsi128_si64(product) ^ inside;
      ends &= ~covered;
      inside = (uint64_t)((int64_t)covered >> 63);
    } else {
      ends &= ~inside;
    }
    found += write_positions(ends, (uint32_t)block, positions + found);
  }
  *quoted = inside != 0;
  return found;
}

bool delimiter_index_is_wide(void) {
  __builtin_cpu_init();
  return !must_be_portable && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
      && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
}

size_t delimiter_index(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint32_t *positions, bool *quoted) {
  if (delimiter_index_is_wide()) return index_wide(bytes, count, delimiter, quote, positions, quoted);
  return index_by_byte(bytes, count, delimiter, quote, positions, quoted);
}

#else

bool delimiter_index_is_wide(void) { return false; }

size_t delimiter_index(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint32_t *positions, bool *quoted) {
  return index_by_byte(bytes, count, delimiter, quote, positions, quoted);
}

#endif
