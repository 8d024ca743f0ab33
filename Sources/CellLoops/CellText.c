#include "CellText.h"

#if defined(__x86_64__)

#include <immintrin.h>

// The letters outside ASCII that count as plain: two bytes whose first is C3 to C6, or three that begin with E1 BA or E1 BB.

/// Bytes that begin a letter of two bytes.
static inline __m128i first_of_two(__m128i bytes) {
  __m128i distance = _mm_sub_epi8(bytes, _mm_set1_epi8((char)0xC3));
  return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8(3)), distance);
}

/// Bytes that begin a letter of three bytes.
static inline __m128i first_of_three(__m128i bytes) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE1));
}

/// Places where a byte that follows in a letter stands and none is expected, or the other way round.
static inline __m128i broken_letters(__m128i bytes, __m128i expected) {
  return _mm_xor_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0)), expected);
}

/// Bytes of letters that are none of these.
static inline __m128i other_letters(__m128i bytes, __m128i first, __m128i after_three) {
  const __m128i least_first = _mm_set1_epi8((char)0xC0);
  __m128i is_high = _mm_cmpeq_epi8(_mm_max_epu8(bytes, least_first), bytes);
  __m128i is_second = _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(1)), _mm_set1_epi8((char)0xBB));
  return _mm_or_si128(_mm_andnot_si128(first, is_high), _mm_andnot_si128(is_second, after_three));
}

bool cell_is_plain_text(const uint8_t *text, size_t count) {
  const __m128i blank = _mm_set1_epi8(0x20);
  for (size_t index = 0; index <= count; index += 16) {
    __m128i now = _mm_loadu_si128((const __m128i *)(text + index));
    __m128i before = _mm_loadu_si128((const __m128i *)(text + index - 1));
    __m128i earlier = _mm_loadu_si128((const __m128i *)(text + index - 2));
    __m128i after_three = first_of_three(before);
    __m128i expected =
        _mm_or_si128(first_of_two(before), _mm_or_si128(after_three, first_of_three(earlier)));
    // Holds for the byte behind the text as well, which ends a letter that lacks its last bytes.
    __m128i broken = broken_letters(now, expected);
    __m128i wrong =
        other_letters(now, _mm_or_si128(first_of_two(now), first_of_three(now)), after_three);
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

size_t text_count_letters(const uint8_t *text, size_t count, size_t *letters) {
  size_t found = 0;
  size_t index = 0;
  // Every step starts at the first byte of a letter.
  while (index + 16 <= count) {
    __m128i now = _mm_loadu_si128((const __m128i *)(text + index));
    if (_mm_movemask_epi8(now) == 0) {
      index += 16;
      continue;
    }
    __m128i of_three = first_of_three(now);
    __m128i first = _mm_or_si128(first_of_two(now), of_three);
    __m128i expected = _mm_or_si128(_mm_slli_si128(first, 1), _mm_slli_si128(of_three, 2));
    __m128i wrong =
        _mm_or_si128(broken_letters(now, expected), other_letters(now, first, _mm_slli_si128(of_three, 1)));
    if (_mm_movemask_epi8(wrong) != 0) break;
    unsigned firsts = (unsigned)_mm_movemask_epi8(first);
    // A letter that reaches beyond is left to the next step.
    size_t whole = firsts >> 15 ? 15 : (unsigned)_mm_movemask_epi8(of_three) >> 14 & 1 ? 14 : 16;
    found += (size_t)__builtin_popcount(firsts & ((1u << whole) - 1));
    index += whole;
  }
  *letters = found;
  return index;
}

#else

bool cell_is_plain_text(const uint8_t *text, size_t count) {
  for (size_t index = 0; index < count; index++) {
    uint8_t byte = text[index];
    if (byte < 0x20 || byte > 0x7E || (byte == 0x20 && text[index - 1] == 0x20)) return false;
  }
  return true;
}

size_t text_count_letters(const uint8_t *text, size_t count, size_t *letters) {
  size_t index = 0;
  while (index < count && text[index] < 0x80) index++;
  *letters = 0;
  return index;
}

#endif
