// What-if on columns in memory: a loop over them on one thread.
//
//     whatif_loop COLUMNS policy|thresholds REPETITIONS
#include <ctime>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

#include "cells.hpp"
#include "lines.hpp"

struct Columns {
    size_t rows;
    std::vector<std::string> models;
    std::vector<uint32_t> thresholds;
    std::vector<uint32_t> length, prompt, completion;
    std::vector<uint16_t> messages;
    std::vector<uint8_t> is_complex, model;

    explicit Columns(const char *path) {
        constexpr size_t header_bytes = 4096;
        std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path, "rb"), std::fclose);
        std::string header(header_bytes, ' ');
        if (!file || std::fread(header.data(), 1, header_bytes, file.get()) != header_bytes)
            fail(std::string("can't read ") + path);
        simdjson::dom::parser parser;
        simdjson::dom::element document;
        check(parser.parse(header).get(document), "header");
        rows = uint64_t(document["rows"]);
        for (std::string_view name : document["models"].get_array()) models.emplace_back(name);
        for (uint64_t value : document["thresholds"].get_array())
            thresholds.push_back(uint32_t(value));
        for (simdjson::dom::element column : document["columns"].get_array())
            load(file.get(), column["name"], column["offset"]);
    }

private:
    void load(FILE *file, std::string_view name, uint64_t offset) {
        if (name == "content_length") load(file, offset, length);
        if (name == "prompt_tokens") load(file, offset, prompt);
        if (name == "completion_tokens") load(file, offset, completion);
        if (name == "message_count") load(file, offset, messages);
        if (name == "is_complex") load(file, offset, is_complex);
        if (name == "model") load(file, offset, model);
    }

    template <typename Value>
    void load(FILE *file, uint64_t offset, std::vector<Value> &column) {
        column.resize(rows);
        std::fseek(file, long(offset), SEEK_SET);
        if (std::fread(column.data(), sizeof(Value), rows, file) != rows) fail("a column is cut");
    }
};

constexpr size_t most_models = 8;

// Sums per bucket and model. Where cells are few, rows take turns in four tables, as two rows of
// one cell would wait for each other; the count rides above the completion tokens in one word.
template <size_t buckets>
class Histogram {
public:
    static constexpr size_t block = 1024, tables = buckets > rules ? 1 : 4;

    // Adds a block of rows that begins with `row`, `cell` being bucket and model of each.
    void add(const Columns &columns, size_t row, size_t count, const uint16_t *cell) {
        const uint32_t *prompt = columns.prompt.data() + row;
        const uint32_t *completion = columns.completion.data() + row;
        size_t at = 0;
        for (; at + tables <= count; at += tables)
            for (size_t table = 0; table < tables; table++)
                words[table][cell[at + table]].add(prompt[at + table], completion[at + table]);
        for (; at < count; at++) words[0][cell[at]].add(prompt[at], completion[at]);
        if (++unflushed == most_unflushed) flush();
    }

    void flush() {
        unflushed = 0;
        for (auto &table : words) {
            for (size_t cell = 0; cell < buckets * most_models; cell++) {
                const Words &found = table[cell];
                totals[cell].add({found.both >> count_shift, found.prompt,
                                  found.both & ((uint64_t(1) << count_shift) - 1)});
            }
            std::fill(std::begin(table), std::end(table), Words());
        }
    }

    Sums sums(size_t bucket, size_t model) const { return totals[bucket * most_models + model]; }

private:
    // 63 blocks of 1024 rows are fewer than 2¹⁶ rows, and their 32-bit tokens add up to below 2⁴⁸.
    static constexpr size_t count_shift = 48, most_unflushed = 63;

    struct Words {
        uint64_t prompt = 0, both = 0;
        void add(uint32_t prompt_tokens, uint32_t completion_tokens) {
            prompt += prompt_tokens;
            both += (uint64_t(1) << count_shift) + completion_tokens;
        }
    };
    Words words[tables][buckets * most_models];
    Sums totals[buckets * most_models];
    size_t unflushed = 0;
};

// Fills a histogram with the bucket that `bucket_of(row)` gives each row; block by block, so that
// the compiler makes vectors of the comparisons.
template <size_t buckets, typename BucketOf>
Histogram<buckets> fill(const Columns &columns, BucketOf bucket_of) {
    Histogram<buckets> histogram;
    constexpr size_t block = Histogram<buckets>::block;
    uint16_t cell[block];
    for (size_t row = 0; row < columns.rows; row += block) {
        const size_t count = std::min(block, columns.rows - row);
        for (size_t at = 0; at < count; at++)
            cell[at] = uint16_t(bucket_of(row + at) * most_models + columns.model[row + at]);
        histogram.add(columns, row, count, cell);
    }
    histogram.flush();
    return histogram;
}

static Histogram<rules> policy(const Columns &columns) {
    return fill<rules>(columns, [&](size_t row) {
        // No branch, as none could be foretold.
        const size_t is_short = (columns.length[row] <= 5000) & (columns.is_complex[row] == 0);
        const size_t is_medium = (columns.length[row] > 1000) | (columns.messages[row] > 10);
        return is_short * (2 - is_medium);
    });
}

// A bucket is the number of thresholds that a row exceeds; complex ones exceed all.
constexpr size_t thresholds = 100;

static Histogram<thresholds + 1> sweep(const Columns &columns) {
    const uint32_t longest = columns.thresholds.back() + 1;
    std::vector<uint32_t> exceeded(longest + 1);
    for (uint32_t length = 0; length <= longest; length++) {
        const auto &all = columns.thresholds;
        exceeded[length] = uint32_t(std::lower_bound(all.begin(), all.end(), length) - all.begin());
    }
    return fill<thresholds + 1>(columns, [&, table = exceeded.data()](size_t row) {
        const uint32_t bucket = table[std::min(columns.length[row], longest)];
        return columns.is_complex[row] ? uint32_t(thresholds) : bucket;
    });
}

static double cpu_seconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

// Runs the work so many times after a first one that isn't counted, and prints times and answer.
template <size_t buckets>
void measure(const Columns &columns, Histogram<buckets> (*work)(const Columns &), int repetitions) {
    auto histogram = work(columns);
    std::printf("{\"repetitions\":[");
    for (int repetition = 0; repetition < repetitions; repetition++) {
        const auto start = std::chrono::steady_clock::now();
        const double cpu = cpu_seconds();
        histogram = work(columns);
        const double cpu_taken = cpu_seconds() - cpu;
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
        std::printf("%s[%.6f,%.6f]", repetition ? "," : "", cpu_taken, wall.count());
    }
    const char *separator = "],\"cells\":[";
    for (size_t bucket = 0; bucket < buckets; bucket++) {
        for (size_t model = 0; model < columns.models.size(); model++) {
            const Sums sums = histogram.sums(bucket, model);
            if (sums.requests == 0) continue;
            std::printf("%s[%zu,\"%s\",%lu,%lu,%lu]", separator, bucket,
                        columns.models[model].c_str(), sums.requests, sums.prompt, sums.completion);
            separator = ",";
        }
    }
    std::printf("]}\n");
}

int main(int count, char **arguments) {
    if (count != 4) fail("usage: whatif_loop COLUMNS policy|thresholds REPETITIONS");
    const Columns columns(arguments[1]);
    if (columns.models.size() > most_models) fail("too many models");
    if (columns.thresholds.size() != thresholds) fail("not 100 thresholds");
    const std::string work = arguments[2];
    const int repetitions = std::stoi(arguments[3]);
    if (work == "policy") measure(columns, policy, repetitions);
    else if (work == "thresholds") measure(columns, sweep, repetitions);
    else fail("unknown work " + work);
}
