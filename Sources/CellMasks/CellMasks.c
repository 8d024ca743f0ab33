#include "CellMasks.h"

#include <stdatomic.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef void (*MaskFunction)(const uint8_t *, size_t, uint8_t, uint8_t, uint64_t *, uint64_t *);

/// The bits of fewer than 64 bytes.
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

static void masks_sse2(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  const __m128i wanted = _mm_set1_epi8((char)delimiter);
  const __m128i quotes = _mm_set1_epi8((char)quote);
  const __m128i least = _mm_set1_epi8(13);
  size_t block = 0;
  for (; (block + 1) * 64 <= count; block++) {
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
  if (block * 64 < count) {
    masks_of_rest(bytes + block * 64, count - block * 64, delimiter, quote, delimiters + block, stops + block);
  }
}

__attribute__((target("avx2"))) static void masks_avx2(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  const __m256i wanted = _mm256_set1_epi8((char)delimiter);
  const __m256i quotes = _mm256_set1_epi8((char)quote);
  const __m256i least = _mm256_set1_epi8(13);
  size_t block = 0;
  for (; (block + 1) * 64 <= count; block++) {
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
  if (block * 64 < count) {
    masks_of_rest(bytes + block * 64, count - block * 64, delimiter, quote, delimiters + block, stops + block);
  }
}

static const MaskFunction portable_masks = masks_sse2;

static MaskFunction best_masks(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") ? masks_avx2 : masks_sse2;
}

bool cell_is_plain_text(const uint8_t *text, size_t count) {
  const __m128i first_of_two = _mm_set1_epi8((char)0xC3);
  const __m128i three = _mm_set1_epi8(3);
  const __m128i first_of_three = _mm_set1_epi8((char)0xE1);
  const __m128i second_of_three = _mm_set1_epi8((char)0xBB);
  const __m128i one = _mm_set1_epi8(1);
  const __m128i blank = _mm_set1_epi8(0x20);
  for (size_t index = 0; index <= count; index += 16) {
    __m128i now = _mm_loadu_si128((const __m128i *)(text + index));
    __m128i before = _mm_loadu_si128((const __m128i *)(text + index - 1));
    __m128i earlier = _mm_loadu_si128((const __m128i *)(text + index - 2));
    __m128i follows = _mm_cmplt_epi8(now, _mm_set1_epi8((char)0xC0));
    __m128i distance = _mm_sub_epi8(before, first_of_two);
    __m128i after_two = _mm_cmpeq_epi8(_mm_min_epu8(distance, three), distance);
    __m128i after_three = _mm_cmpeq_epi8(before, first_of_three);
    __m128i expected = _mm_or_si128(
        after_two, _mm_or_si128(after_three, _mm_cmpeq_epi8(earlier, first_of_three)));
    // Holds for the byte behind the text as well, which ends a letter that lacks its last bytes.
    __m128i broken = _mm_xor_si128(follows, expected);
    distance = _mm_sub_epi8(now, first_of_two);
    __m128i is_first = _mm_or_si128(
        _mm_cmpeq_epi8(_mm_min_epu8(distance, three), distance), _mm_cmpeq_epi8(now, first_of_three));
    __m128i is_high = _mm_cmpeq_epi8(_mm_max_epu8(now, _mm_set1_epi8((char)0xC0)), now);
    __m128i wrong = _mm_andnot_si128(is_first, is_high);
    __m128i is_second = _mm_cmpeq_epi8(_mm_or_si128(now, one), second_of_three);
    wrong = _mm_or_si128(wrong, _mm_andnot_si128(is_second, after_three));
    __m128i is_blank = _mm_cmpeq_epi8(now, blank);
    wrong = _mm_or_si128(wrong, _mm_and_si128(is_blank, _mm_cmpeq_epi8(before, blank)));
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(now, _mm_set1_epi8(0x1F)), now);
    wrong = _mm_or_si128(wrong, control);
    size_t left = count - index;
    uint32_t inside = left >= 16 ? 0xFFFF : ((uint32_t)1 << left) - 1;
    uint32_t reached = left >= 16 ? 0xFFFF : inside << 1 | 1;
    uint32_t found = (uint32_t)_mm_movemask_epi8(wrong) & inside;
    found |= (uint32_t)_mm_movemask_epi8(broken) & reached;
    if (found != 0) return false;
  }
  return true;
}

#else

static void masks_by_byte(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  for (size_t block = 0; block * 64 < count; block++) {
    size_t left = count - block * 64;
    masks_of_rest(bytes + block * 64, left < 64 ? left : 64, delimiter, quote, delimiters + block, stops + block);
  }
}

static const MaskFunction portable_masks = masks_by_byte;

static MaskFunction best_masks(void) { return masks_by_byte; }

bool cell_is_plain_text(const uint8_t *text, size_t count) {
  for (size_t index = 0; index < count; index++) {
    uint8_t byte = text[index];
    if (byte < 0x20 || byte > 0x7E || (byte == 0x20 && text[index - 1] == 0x20)) return false;
  }
  return true;
}

#endif

static _Atomic(MaskFunction) chosen_masks = NULL;

void cell_masks_use_portable(void) { atomic_store_explicit(&chosen_masks, portable_masks, memory_order_relaxed); }

void cell_masks(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops) {
  MaskFunction masks = atomic_load_explicit(&chosen_masks, memory_order_relaxed);
  if (masks == NULL) {
    masks = best_masks();
    atomic_store_explicit(&chosen_masks, masks, memory_order_relaxed);
  }
  masks(bytes, count, delimiter, quote, delimiters, stops);
}
