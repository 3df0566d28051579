#include "columns.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GLIBC__)
// What came with VBMI2 runs the widest vectors without slowing down.
#define TG_WIDE __attribute__((target_clones("avx512vbmi2", "avx2", "default")))
#else
#define TG_WIDE
#endif

#define TG_EXCEEDS(bits)                                                                          \
    TG_WIDE void tg_exceeds_##bits(                                                               \
        const int##bits##_t *numbers, int##bits##_t bound, size_t count, uint8_t *truths          \
    ) {                                                                                           \
        for (size_t row = 0; row < count; row++)                                                  \
            truths[row] = numbers[row] < 0 ? 3 : numbers[row] > bound ? 1 : 2;                    \
    }
TG_EXCEEDS(8)
TG_EXCEEDS(16)
TG_EXCEEDS(32)
TG_EXCEEDS(64)

TG_WIDE void tg_conjoin(uint8_t *truths, const uint8_t *others, size_t count) {
    for (size_t row = 0; row < count; row++)
        truths[row] = (truths[row] & others[row] & 1) | ((truths[row] | others[row]) & 2);
}

TG_WIDE void tg_disjoin(uint8_t *truths, const uint8_t *others, size_t count) {
    for (size_t row = 0; row < count; row++)
        truths[row] = ((truths[row] | others[row]) & 1) | (truths[row] & others[row] & 2);
}

TG_WIDE void tg_negate(uint8_t *truths, size_t count) {
    for (size_t row = 0; row < count; row++)
        truths[row] = (uint8_t)(truths[row] >> 1 | (truths[row] << 1 & 2));
}

TG_WIDE void tg_settle(const uint8_t *truths, uint16_t outcome, size_t count, uint16_t *verdicts) {
    for (size_t row = 0; row < count; row++) {
        uint16_t truth = truths[row];
        uint16_t keep = (uint16_t)((truth & 1) - 1);
        uint16_t mark = (uint16_t)((truth & truth >> 1) << 15);
        verdicts[row] = (verdicts[row] & keep) | ((outcome | mark) & ~keep);
    }
}

TG_WIDE void tg_mark_unnamed(
    const uint32_t *models, uint16_t outcome, size_t count, uint16_t *verdicts
) {
    for (size_t row = 0; row < count; row++) {
        uint16_t mark = models[row] == 0 ? TG_UNKNOWN_VERDICT : 0;
        verdicts[row] |= verdicts[row] == outcome ? mark : 0;
    }
}

TG_WIDE uint16_t tg_all_verdicts(const uint16_t *verdicts, size_t count) {
    uint16_t all = 0;
    for (size_t row = 0; row < count; row++) all |= verdicts[row];
    return all;
}

#define TG_CELLS(width)                                                                           \
    TG_WIDE void tg_cells_##width(                                                                \
        const uint##width##_t *kinds, const uint16_t *decided, int bits, size_t count,            \
        uint32_t *cells                                                                           \
    ) {                                                                                           \
        for (size_t row = 0; row < count; row++)                                                  \
            cells[row] = (uint32_t)kinds[row] << bits | decided[row];                             \
    }
TG_CELLS(8)
TG_CELLS(16)
TG_CELLS(32)

TG_WIDE void tg_sweep_places(
    uint16_t *above, const uint16_t *up_to, const uint16_t *rank, uint16_t outcomes, uint16_t ranks,
    size_t count
) {
    for (size_t row = 0; row < count; row++) {
        uint16_t pair = (uint16_t)(above[row] * outcomes + up_to[row]);
        uint16_t place = (uint16_t)(outcomes + pair * ranks + rank[row]);
        uint16_t differ = above[row] == up_to[row] ? 0 : 0xFFFF;
        above[row] = (above[row] & ~differ) | (place & differ);
    }
}

#define TG_UNPACK(bits)                                                                           \
    TG_WIDE void tg_unpack_##bits(                                                                \
        const uint##bits##_t *codes, uint32_t base, uint32_t factor, bool has_unknown,            \
        size_t count, int32_t *numbers                                                            \
    ) {                                                                                           \
        for (size_t row = 0; row < count; row++)                                                  \
            numbers[row] = (int32_t)(base + codes[row] * factor);                                 \
        if (!has_unknown) return;                                                                 \
        for (size_t row = 0; row < count; row++)                                                  \
            numbers[row] = codes[row] == UINT##bits##_MAX ? -1 : numbers[row];                    \
    }
TG_UNPACK(8)
TG_UNPACK(16)
TG_UNPACK(32)

TG_WIDE void tg_unpack_bits(
    const uint8_t *codes, uint8_t base, uint8_t mask, size_t count, uint8_t *numbers
) {
    for (size_t row = 0; row < count; row++) numbers[row] = (uint8_t)(base + codes[row]) & mask;
}

void tg_unpack_names(
    const uint8_t *codes, const uint32_t table[256], size_t count, uint32_t *names
) {
    for (size_t row = 0; row < count; row++) names[row] = table[codes[row]];
}

uint32_t tg_look_up_kinds(
    const uint32_t *models, const uint8_t *flags, const uint32_t *table, size_t count,
    uint32_t *kinds
) {
    uint32_t greatest = 0;
    for (size_t row = 0; row < count; row++) {
        uint32_t kind = table[(size_t)models[row] * 16 + flags[row]];
        greatest = kind > greatest ? kind : greatest;
        kinds[row] = kind;
    }
    return greatest;
}

TG_WIDE void tg_join_four(
    const uint32_t *first, const uint32_t *second, const uint32_t *third, const uint32_t *fourth,
    size_t count, uint32_t *rows
) {
    for (size_t row = 0; row < count; row++) {
        rows[4 * row] = first[row];
        rows[4 * row + 1] = second[row];
        rows[4 * row + 2] = third[row];
        rows[4 * row + 3] = fourth[row];
    }
}

typedef uint64_t tg_two_sums __attribute__((vector_size(16)));
typedef uint64_t tg_four_sums __attribute__((vector_size(32)));
typedef uint16_t tg_two_16 __attribute__((vector_size(4)));
typedef uint16_t tg_four_16 __attribute__((vector_size(8)));
typedef uint32_t tg_four_32 __attribute__((vector_size(16)));

/// A loop that adds `lanes` counts of each call, a vector `tg_tokens`, to as many sums of its cell.
#define TG_ADD_TOKENS(name, lanes, tg_number, tg_tokens, tg_sums)                                 \
    static inline __attribute__((always_inline)) void tg_add_call_##name(                         \
        const tg_number *tokens, uint64_t *cell                                                   \
    ) {                                                                                           \
        const tg_sums one = {0, TG_ONE_CALL};                                                     \
        tg_tokens call;                                                                           \
        tg_sums sums;                                                                             \
        memcpy(&call, tokens, sizeof call);                                                       \
        memcpy(&sums, cell, sizeof sums);                                                         \
        sums += __builtin_convertvector(call, tg_sums) + one;                                     \
        memcpy(cell, &sums, sizeof sums);                                                         \
    }                                                                                             \
                                                                                                  \
    TG_WIDE void tg_add_##name(                                                                   \
        const tg_number *tokens, const uint32_t *cells, size_t count, uint64_t *sums,             \
        size_t stride                                                                             \
    ) {                                                                                           \
        size_t row = 0;                                                                           \
        for (; row + 4 <= count; row += 4)                                                        \
            for (size_t turn = 0; turn < 4; turn++) {                                             \
                size_t cell = cells[row + turn] + turn * stride;                                  \
                tg_add_call_##name(tokens + lanes * (row + turn), sums + 4 * cell);               \
            }                                                                                     \
        for (; row < count; row++)                                                                \
            tg_add_call_##name(tokens + lanes * row, sums + 4 * (size_t)cells[row]);              \
    }
TG_ADD_TOKENS(pairs_16, 2, uint16_t, tg_two_16, tg_two_sums)
TG_ADD_TOKENS(tokens_16, 4, uint16_t, tg_four_16, tg_four_sums)
TG_ADD_TOKENS(tokens_32, 4, uint32_t, tg_four_32, tg_four_sums)
