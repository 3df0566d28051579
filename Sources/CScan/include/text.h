// The inside of a JSON string, checked and measured in one pass over blocks of 64 bytes.
//
// A question to all bytes of a block, such as "which are quotes?", is a comparison of vectors whose
// answer is a word of 64 bits, one a byte. The rules are arithmetic on such words: that a quote
// after a backslash ends nothing is `quotes & ~escaped`, that a sequence of UTF-8 goes on where one
// began is `due ^ continuing`. A rule that looks back sees the words of the block before. So there
// is no branch on single bytes, and one source for all widths of vectors.
//
// The carry that tells runs of backslashes apart follows Langdale and Lemire, "Parsing Gigabytes of
// JSON per Second" (2019); https://doi.org/10.1007/s00778-019-00578-5
#ifndef TOLLGATE_TEXT_H
#define TOLLGATE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__ARM_NEON)
#include <arm_neon.h>
#endif

/// What a text is like, from where the reading began.
typedef struct {
    /// The quote that ends it; null if the text is wrong in any way.
    const uint8_t *end;
    /// UTF-16 code units after unescaping, as JavaScript's `length` counts.
    size_t units;
    bool has_escapes;
} tg_text;

#define TG_INLINE static inline __attribute__((always_inline))

typedef uint8_t tg_block __attribute__((vector_size(64)));
typedef int8_t tg_answers __attribute__((vector_size(64)));
typedef bool tg_lanes __attribute__((ext_vector_type(64)));

/// What a block leaves to the next one: a word for each thing that concerns bytes behind it.
typedef struct {
    uint64_t escapes, unicode, halves, leads, threes, fours;
} tg_words;

/// One bit for each byte that was answered with yes.
TG_INLINE uint64_t tg_word(const tg_answers *answers) {
    uint64_t word;
#if defined(__ARM_NEON)
    const uint8x16_t places = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t parts[4];
    memcpy(parts, answers, 64);
    for (int part = 0; part < 4; part++) parts[part] = vandq_u8(parts[part], places);
    uint8x16_t sums = vpaddq_u8(vpaddq_u8(parts[0], parts[1]), vpaddq_u8(parts[2], parts[3]));
    word = vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
#else
    tg_lanes lanes = __builtin_convertvector(*answers, tg_lanes);
    memcpy(&word, &lanes, 8);
#endif
    return word;
}

#define TG_WORD(question) ({ tg_answers answers = (question); tg_word(&answers); })

/// The bits moved on by so many bytes, those of the block before in front.
TG_INLINE uint64_t tg_behind(uint64_t now, uint64_t before, int bytes) {
    return now << bytes | before >> (64 - bytes);
}

/// The backslashes that begin an escape: every other one of each run of them.
TG_INLINE uint64_t tg_escapes(uint64_t backslashes, uint64_t before) {
    const uint64_t even = 0x5555555555555555;
    backslashes &= ~(before >> 63);
    uint64_t first = backslashes & ~(backslashes << 1);
    // The carry runs through each run that begins at an even place, and clears it.
    uint64_t runs = backslashes & ~(backslashes + (first & even));
    return (runs & even) | (backslashes & ~runs & ~even);
}

/// The bytes that an escape can't have behind its backslash; a quote is none that it finds.
TG_INLINE uint64_t tg_not_escapable(const tg_block *bytes) {
    const tg_block b = *bytes;
    return ~TG_WORD(
        (b == '"') | (b == '\\') | (b == '/') | ((b & 0xEF) == 'b')  // b, r
        | ((b & 0xF7) == 'f') | ((b & 0xFE) == 't'));                // f, n; t, u
}

/// Where a `\u` escape is wrong: it lacks a digit, or is half of a surrogate pair. `*now` knows the
/// escapes, and gets those that wait for their other half.
TG_INLINE uint64_t tg_wrong_unicode(const uint8_t *at, tg_words *now, const tg_words *before) {
    tg_block b, previous;
    memcpy(&b, at, 64);
    memcpy(&previous, at - 1, 64);
    const tg_block lower = b | 0x20;
    uint64_t digits = TG_WORD(((tg_block)(b - '0') < 10) | ((tg_block)(lower - 'a') < 6));
    uint64_t due = 0;
    for (int place = 1; place <= 4; place++)
        due |= tg_behind(now->unicode, before->unicode, place);
    uint64_t halves = TG_WORD(((previous | 0x20) == 'd') & (b >= '8'))
        & tg_behind(now->unicode, before->unicode, 2);
    uint64_t second = halves & TG_WORD(lower >= 'c');
    now->halves = halves & ~second;
    return (due & ~digits) | (second ^ tg_behind(now->halves, before->halves, 6));
}

/// Where a byte is not UTF-8 (Unicode 16, table 3-7: no overlong forms, no surrogates, nothing
/// above U+10FFFF), among bytes of which those of `high` are not ASCII.
TG_INLINE uint64_t tg_wrong_utf8(
    const uint8_t *at, uint64_t high, tg_words *now, const tg_words *before
) {
    tg_block b, previous;
    memcpy(&b, at, 64);
    memcpy(&previous, at - 1, 64);
    now->leads = TG_WORD(b >= 0xC0);
    now->threes = TG_WORD(b >= 0xE0);
    now->fours = TG_WORD(b >= 0xF0);
    uint64_t due = tg_behind(now->leads, before->leads, 1)
        | tg_behind(now->threes, before->threes, 2) | tg_behind(now->fours, before->fours, 3);
    uint64_t never = TG_WORD(
        ((b & 0xFE) == 0xC0) | (b > 0xF4)
        | ((previous == 0xE0) & (b < 0xA0)) | ((previous == 0xED) & (b >= 0xA0))
        | ((previous == 0xF0) & (b < 0x90)) | ((previous == 0xF4) & (b >= 0x90)));
    return (due ^ (high & ~now->leads)) | never;
}

/// Reads a text block by block, compiled for each width of vectors by itself.
TG_INLINE tg_text tg_read_blocks(const uint8_t *at) {
    tg_text text = {NULL, 0, false};
    tg_words before = {0, 0, 0, 0, 0, 0};
    for (;; at += 64) {
        tg_block b;
        memcpy(&b, at, 64);
        tg_words now = {0, 0, 0, 0, 0, 0};
        uint64_t backslashes = TG_WORD(b == '\\'), high = TG_WORD(b >= 0x80), wrong = 0;
        now.escapes = tg_escapes(backslashes, before.escapes);
        uint64_t escaped = tg_behind(now.escapes, before.escapes, 1);
        uint64_t stops = (TG_WORD(b == '"') & ~escaped) | TG_WORD(b < 0x20);
        uint64_t up_to_stop = stops ^ (stops - 1), inside = up_to_stop & ~stops;

        size_t units = (size_t)__builtin_popcountll(inside);
        if (escaped | now.escapes) {
            text.has_escapes |= (now.escapes & inside) != 0;
            now.unicode = escaped & inside & TG_WORD(b == 'u');
            wrong |= escaped & tg_not_escapable(&b);
            units -= (size_t)__builtin_popcountll(now.escapes & inside);
            units -= 4 * (size_t)__builtin_popcountll(now.unicode);
        }
        if (now.unicode | before.unicode)
            wrong |= tg_wrong_unicode(at, &now, &before);
        if (high | before.leads) {
            wrong |= tg_wrong_utf8(at, high, &now, &before);
            units += (size_t)__builtin_popcountll(now.fours & inside);
            units -= (size_t)__builtin_popcountll(high & ~now.leads & inside);
        }
        text.units += units;
        if (wrong & up_to_stop) return text;
        if (stops) {
            bool waits = (tg_behind(now.halves, before.halves, 6) & ~up_to_stop)
                || now.halves >> 58;
            const uint8_t *stop = at + __builtin_ctzll(stops);
            if (*stop == '"' && !waits) text.end = stop;
            return text;
        }
        before = now;
    }
}

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512bw,bmi,bmi2,popcnt")))
static inline tg_text tg_read_text_512(const uint8_t *at) { return tg_read_blocks(at); }

__attribute__((target("avx2,bmi,bmi2,popcnt")))
static inline tg_text tg_read_text_256(const uint8_t *at) { return tg_read_blocks(at); }
#endif

static inline tg_text tg_read_text_128(const uint8_t *at) { return tg_read_blocks(at); }

/// The widest vectors that the processor has and that pay, in bits.
static inline int tg_vector_bits(void) {
#if defined(__x86_64__)
    // What came with VBMI2 runs wide vectors without slowing down.
    if (__builtin_cpu_supports("avx512vbmi2")) return 512;
    if (__builtin_cpu_supports("avx2")) return 256;
#endif
    return 128;
}

/// Reads the text from `at`, which lies behind its opening quote, with vectors that the processor
/// has. A control character stands behind the text, and 63 more bytes there are readable.
static inline tg_text tg_read_text(const uint8_t *at, int vector_bits) {
#if defined(__x86_64__)
    if (vector_bits == 512) return tg_read_text_512(at);
    if (vector_bits == 256) return tg_read_text_256(at);
#endif
    return tg_read_text_128(at);
}

#endif
