// Where rows of CSV end. One rule for all who ask: a quote opens a cell only at the cell's very
// beginning, inside two quotes stand for one, a lone one closes the cell, and any other quote is
// text like the rest, so that it spoils its own row and no other.
#ifndef TOLLGATE_ROWS_H
#define TOLLGATE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Where in a row the next byte stands.
typedef enum {
    /// At the beginning of a cell.
    TG_CELL_START,
    /// Outside quotes, where a quote is text.
    TG_OUTSIDE,
    /// In a quoted cell.
    TG_INSIDE,
    /// Behind a quote that closed the cell, unless another one follows.
    TG_MAYBE_CLOSED,
} tg_row_place;

/// Where the byte leads. A newline ends the row unless it stands inside quotes.
static inline tg_row_place tg_after_byte(tg_row_place place, uint8_t byte, uint8_t delimiter) {
    if (place == TG_INSIDE) return byte == '"' ? TG_MAYBE_CLOSED : TG_INSIDE;
    if (byte == delimiter || byte == '\n') return TG_CELL_START;
    return byte == '"' && place != TG_OUTSIDE ? TG_INSIDE : TG_OUTSIDE;
}

/// The offset of the first newline that ends a row among `count` bytes; -1 if there is none.
/// `*place` tells where the bytes begin, and then where they, or the row, end.
static inline ptrdiff_t tg_first_row_end(
    const uint8_t *bytes, size_t count, uint8_t delimiter, tg_row_place *place
) {
    for (size_t offset = 0; offset < count; offset++) {
        bool ends = bytes[offset] == '\n' && *place != TG_INSIDE;
        *place = tg_after_byte(*place, bytes[offset], delimiter);
        if (ends) return (ptrdiff_t)offset;
    }
    return -1;
}

#if defined(__SSE2__)
/// One bit for each of 64 bytes that is `wanted`.
static inline uint64_t tg_equal_64(const uint8_t *at, uint8_t wanted) {
    const __m128i sought = _mm_set1_epi8((char)wanted);
    uint64_t bits = 0;
    for (int part = 0; part < 4; part++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(at + 16 * part));
        uint64_t found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, sought));
        bits |= found << (16 * part);
    }
    return bits;
}

/// Passes over 64 bytes at once, and notes the last newline in them that ends a row; false, and
/// nothing passed, where a quote is text.
///
/// Where each quote that would open a cell stands at the beginning of one, or behind the one that
/// closed it, what lies inside is what has an odd number of quotes before it.
static inline bool tg_pass_64(
    const uint8_t *bytes, size_t offset, uint8_t delimiter, tg_row_place *place, ptrdiff_t *last
) {
    uint64_t quotes = tg_equal_64(bytes + offset, '"');
    uint64_t newlines = tg_equal_64(bytes + offset, '\n');
    uint64_t inside = *place == TG_INSIDE ? ~(uint64_t)0 : 0;
    if (quotes) {
        uint64_t odd = quotes;
        // Each bit becomes the parity of those up to it.
        for (int shift = 1; shift < 64; shift *= 2) odd ^= odd << shift;
        inside ^= odd;
        uint64_t before = quotes | newlines | tg_equal_64(bytes + offset, delimiter);
        uint64_t may_open = before << 1 | (*place == TG_CELL_START || *place == TG_MAYBE_CLOSED);
        if (quotes & inside & ~may_open) return false;
    }
    uint64_t ends = newlines & ~inside;
    if (ends) *last = (ptrdiff_t)offset + 63 - __builtin_clzll(ends);
    if (inside >> 63) {
        *place = TG_INSIDE;
    } else if (quotes >> 63) {
        *place = TG_MAYBE_CLOSED;
    } else {
        *place = tg_after_byte(TG_OUTSIDE, bytes[offset + 63], delimiter);
    }
    return true;
}
#endif

/// The offset of the last newline that ends a row among the bytes from `offset` to `count`; -1 if
/// there is none. `*place` tells where the bytes begin, and then where they end.
static inline ptrdiff_t tg_last_row_end(
    const uint8_t *bytes, size_t offset, size_t count, uint8_t delimiter, tg_row_place *place
) {
    ptrdiff_t last = -1;
    while (offset < count) {
        size_t end = count;
#if defined(__SSE2__)
        if (offset + 64 <= count) {
            end = offset + 64;
            if (tg_pass_64(bytes, offset, delimiter, place, &last)) {
                offset = end;
                continue;
            }
        }
#endif
        for (; offset < end; offset++) {
            if (bytes[offset] == '\n' && *place != TG_INSIDE) last = (ptrdiff_t)offset;
            *place = tg_after_byte(*place, bytes[offset], delimiter);
        }
    }
    return last;
}

#endif
