// Byte searches that the Swift compiler does not vectorise: 16 bytes a step with SSE2 or NEON,
// one byte a step elsewhere. Every function may read up to 16 bytes past what it was asked about;
// callers keep that much readable memory behind their buffers.
#ifndef TOLLGATE_SCAN_H
#define TOLLGATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#if defined(__ARM_NEON) && !defined(__SSE2__)
/// Four bits a byte: 0xF where the byte of `mask` is 0xFF.
static inline uint64_t tg_nibbles(uint8x16_t mask) {
    uint8x8_t narrowed = vshrn_n_u16(vreinterpretq_u16_u8(mask), 4);
    return vget_lane_u64(vreinterpret_u64_u8(narrowed), 0);
}
#endif

/// The first byte at or after `at` that is a quote, a backslash, a control character (below 0x20)
/// or not ASCII. The caller makes sure that there is such a byte: lines end in a newline.
static inline const uint8_t *tg_plain_stop(const uint8_t *at) {
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(0x20);
    for (;; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        // Signed: what is not ASCII is below the space too.
        __m128i stops = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
            _mm_cmplt_epi8(bytes, space));
        unsigned mask = (unsigned)_mm_movemask_epi8(stops);
        if (mask) return at + __builtin_ctz(mask);
    }
#elif defined(__ARM_NEON)
    const uint8x16_t quote = vdupq_n_u8('"');
    const uint8x16_t backslash = vdupq_n_u8('\\');
    const int8x16_t space = vdupq_n_s8(0x20);
    for (;; at += 16) {
        uint8x16_t bytes = vld1q_u8(at);
        uint64_t stops = tg_nibbles(vorrq_u8(
            vorrq_u8(vceqq_u8(bytes, quote), vceqq_u8(bytes, backslash)),
            vcltq_s8(vreinterpretq_s8_u8(bytes), space)));
        if (stops) return at + (unsigned)__builtin_ctzll(stops) / 4;
    }
#else
    while (*at != '"' && *at != '\\' && *at >= 0x20 && *at < 0x80) at++;
    return at;
#endif
}

/// Copies text up to the first byte that is `end`, a quote, a backslash or a control character, and
/// gives the number of bytes before it. The caller makes sure that there is such a byte; up to 16
/// bytes more are written.
static inline size_t tg_copy_text(const uint8_t *from, uint8_t *to, uint8_t end) {
    size_t count = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1F);
    const __m128i last = _mm_set1_epi8((char)end);
    for (;;) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(from + count));
        _mm_storeu_si128((__m128i *)(to + count), bytes);
        __m128i stops = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
            _mm_or_si128(
                _mm_cmpeq_epi8(bytes, last), _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes)));
        unsigned mask = (unsigned)_mm_movemask_epi8(stops);
        if (mask) return count + (size_t)__builtin_ctz(mask);
        count += 16;
    }
#elif defined(__ARM_NEON)
    const uint8x16_t quote = vdupq_n_u8('"');
    const uint8x16_t backslash = vdupq_n_u8('\\');
    const uint8x16_t control = vdupq_n_u8(0x20);
    const uint8x16_t last = vdupq_n_u8(end);
    for (;;) {
        uint8x16_t bytes = vld1q_u8(from + count);
        vst1q_u8(to + count, bytes);
        uint64_t stops = tg_nibbles(vorrq_u8(
            vorrq_u8(vceqq_u8(bytes, quote), vceqq_u8(bytes, backslash)),
            vorrq_u8(vceqq_u8(bytes, last), vcltq_u8(bytes, control))));
        if (stops) return count + (size_t)__builtin_ctzll(stops) / 4;
        count += 16;
    }
#else
    while (from[count] != '"' && from[count] != '\\' && from[count] != end && from[count] >= 0x20) {
        to[count] = from[count];
        count++;
    }
    return count;
#endif
}

/// Whether `needle` stands somewhere in `text`.
static inline bool tg_contains(
    const uint8_t *text, size_t count, const uint8_t *needle, size_t needle_count
) {
    if (needle_count == 0) return true;
    if (needle_count > count) return false;
    const uint8_t *last = text + (count - needle_count);
    for (const uint8_t *at = text; at <= last; at++) {
        at = (const uint8_t *)memchr(at, needle[0], (size_t)(last - at) + 1);
        if (!at) return false;
        if (memcmp(at, needle, needle_count) == 0) return true;
    }
    return false;
}

#endif
