// Sums per rule of the tutorial policy and model.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

constexpr int rules = 3;

// The rule of the tutorial policy that decides.
inline int tutorial_rule(uint64_t content_length, uint64_t message_count, bool is_complex) {
    if (content_length > 5000 || is_complex) return 0;
    return content_length > 1000 || message_count > 10 ? 1 : 2;
}

struct Sums {
    uint64_t requests = 0, prompt = 0, completion = 0;

    void add(const Sums &other) {
        requests += other.requests;
        prompt += other.prompt;
        completion += other.completion;
    }
};

// A handful of models: the one seen last, then a linear search, beats hashing.
class Cells {
public:
    void add(int rule, std::string_view model, uint64_t prompt, uint64_t completion) {
        row(model).sums[rule].add({1, prompt, completion});
    }

    void add(const Cells &other) {
        for (const Row &theirs : other.rows)
            for (int rule = 0; rule < rules; rule++)
                row(theirs.model).sums[rule].add(theirs.sums[rule]);
    }

    // Prints `{"cells":[[rule,"model",requests,prompt,completion],…]}`; names are plain ASCII.
    void print() const {
        const char *separator = "{\"cells\":[";
        for (const Row &row : rows) {
            for (int rule = 0; rule < rules; rule++) {
                const Sums &sums = row.sums[rule];
                if (sums.requests == 0) continue;
                std::printf("%s[%d,\"%s\",%lu,%lu,%lu]", separator, rule, row.model.c_str(),
                            sums.requests, sums.prompt, sums.completion);
                separator = ",";
            }
        }
        std::printf("]}\n");
    }

private:
    struct Row {
        std::string model;
        Sums sums[rules];
    };
    std::vector<Row> rows;
    size_t latest = 0;

    Row &row(std::string_view model) {
        if (latest < rows.size() && rows[latest].model == model) return rows[latest];
        for (latest = 0; latest < rows.size(); latest++)
            if (rows[latest].model == model) return rows[latest];
        rows.push_back({std::string(model), {}});
        return rows.back();
    }
};
