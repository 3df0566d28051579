// Loops over columns of calls, each compiled for several widths of vector instructions. The program
// takes the widest that the processor has when it starts; elsewhere there is one for all.
//
// Columns that are read and columns that are written don't overlap unless they are the same.
#ifndef TOLLGATE_COLUMNS_H
#define TOLLGATE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Truths have bit 0 where something may be true, bit 1 where it may be false: 1 is true, 2 false,
// 3 unknown.

/// Whether each number is greater than `bound`, which is -1 at least; negative ones are unknown.
void tg_exceeds_8(const int8_t *numbers, int8_t bound, size_t count, uint8_t *truths);
void tg_exceeds_16(const int16_t *numbers, int16_t bound, size_t count, uint8_t *truths);
void tg_exceeds_32(const int32_t *numbers, int32_t bound, size_t count, uint8_t *truths);
void tg_exceeds_64(const int64_t *numbers, int64_t bound, size_t count, uint8_t *truths);

/// Each of `truths` and the other.
void tg_conjoin(uint8_t *truths, const uint8_t *others, size_t count);
/// Each of `truths` or the other.
void tg_disjoin(uint8_t *truths, const uint8_t *others, size_t count);
/// The opposite of each.
void tg_negate(uint8_t *truths, size_t count);

/// In a verdict: it is unknown whether its outcome is right.
static const uint16_t TG_UNKNOWN_VERDICT = 0x8000;

/// Gives the rows whose truth is not false an outcome, with the mark where it is unknown.
void tg_settle(const uint8_t *truths, uint16_t outcome, size_t count, uint16_t *verdicts);
/// Marks as unknown the rows that have an outcome and name no model.
void tg_mark_unnamed(const uint32_t *models, uint16_t outcome, size_t count, uint16_t *verdicts);
/// All bits that stand in some of the verdicts.
uint16_t tg_all_verdicts(const uint16_t *verdicts, size_t count);

/// Puts the kind of each row in front of the `bits` of what was decided on it.
void tg_cells_8(
    const uint8_t *kinds, const uint16_t *decided, int bits, size_t count, uint32_t *cells);
void tg_cells_16(
    const uint16_t *kinds, const uint16_t *decided, int bits, size_t count, uint32_t *cells);
void tg_cells_32(
    const uint32_t *kinds, const uint16_t *decided, int bits, size_t count, uint32_t *cells);

/// Where each row of a sweep is counted: at the outcome that it has either way, or at the pair of
/// the outcomes above and up to the bound, of which each has as many places as there are ranks.
/// `above` is replaced by the place.
void tg_sweep_places(
    uint16_t *above, const uint16_t *up_to, const uint16_t *rank, uint16_t outcomes, uint16_t ranks,
    size_t count);

/// Unpacks numbers: `base + code * factor`, and -1 for the largest code if that says "unknown".
void tg_unpack_8(
    const uint8_t *codes, uint32_t base, uint32_t factor, bool has_unknown, size_t count,
    int32_t *numbers);
void tg_unpack_16(
    const uint16_t *codes, uint32_t base, uint32_t factor, bool has_unknown, size_t count,
    int32_t *numbers);
void tg_unpack_32(
    const uint32_t *codes, uint32_t base, uint32_t factor, bool has_unknown, size_t count,
    int32_t *numbers);

/// Unpacks small numbers: the bits of `mask` in `base + code`.
void tg_unpack_bits(
    const uint8_t *codes, uint8_t base, uint8_t mask, size_t count, uint8_t *numbers);
/// Unpacks what a table has by code.
void tg_unpack_names(
    const uint8_t *codes, const uint32_t table[256], size_t count, uint32_t *names);

/// The table's entry for each model, which has 16, one for each value of the flags; gives the
/// greatest of them.
uint32_t tg_look_up_kinds(
    const uint32_t *models, const uint8_t *flags, const uint32_t *table, size_t count,
    uint32_t *kinds);

/// Puts the numbers of four columns side by side, row by row.
void tg_join_four(
    const uint32_t *first, const uint32_t *second, const uint32_t *third, const uint32_t *fourth,
    size_t count, uint32_t *rows);

/// In the second sum of a cell: one call, above its tokens.
static const uint64_t TG_ONE_CALL = (uint64_t)1 << 44;

/// Adds each call's four token counts, and `TG_ONE_CALL`, to the four sums of its cell.
///
/// Rows take turns in four tables that lie `stride` cells apart, as two rows of one cell in a table
/// wait for each other; with a stride of 0 the tables are one.
void tg_add_tokens_16(
    const uint16_t *tokens, const uint32_t *cells, size_t count, uint64_t *sums, size_t stride);
void tg_add_tokens_32(
    const uint32_t *tokens, const uint32_t *cells, size_t count, uint64_t *sums, size_t stride);
/// The same for calls that have the first two counts only.
void tg_add_pairs_16(
    const uint16_t *tokens, const uint32_t *cells, size_t count, uint64_t *sums, size_t stride);

#endif
