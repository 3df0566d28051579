// The tutorial replay of a native log: simdjson On-Demand, `iterate_many`, on two threads.
#include "cells.hpp"
#include "lines.hpp"

using namespace simdjson;

// The number of a field; 0 where the record has none (a call without usage).
static uint64_t number(ondemand::object &record, std::string_view key) {
    uint64_t value = 0;
    const auto error = record.find_field_unordered(key).get_uint64().get(value);
    if (error && error != NO_SUCH_FIELD) fail(std::string(key) + ": " + error_message(error));
    return value;
}

static void add_record(ondemand::object record, Cells &cells) {
    std::string_view model;
    bool is_complex = false;
    check(record.find_field_unordered("model").get_string().get(model), "model");
    const uint64_t prompt = number(record, "prompt_tokens");
    const uint64_t completion = number(record, "completion_tokens");
    const uint64_t length = number(record, "content_length");
    const uint64_t messages = number(record, "message_count");
    auto texts = record.find_field_unordered("system_contains");
    check(texts["komplexe Analyse"].get_bool().get(is_complex), "system_contains");
    cells.add(tutorial_rule(length, messages, is_complex), model, prompt, completion);
}

int main(int count, char **arguments) {
    if (count != 2) fail("usage: replay_simdjson LOG");
    constexpr size_t threads = 2;
    const LineFile file(arguments[1]);
    Cells parts[threads];
    in_parallel(threads, [&](size_t part) {
        ondemand::parser parser;
        parser.threaded = false;  // two halves keep both processors busy
        Cells cells;
        file.read(part, threads, [&](const char *bytes, size_t size) {
            ondemand::document_stream records;
            check(parser.iterate_many(bytes, size, LineFile::chunk).get(records), "log");
            for (auto record : records) {
                ondemand::object object;
                check(record.get_object().get(object), "record");
                add_record(object, cells);
            }
            if (records.truncated_bytes() != 0) fail("a record is cut");
        });
        parts[part] = std::move(cells);
    });
    parts[0].add(parts[1]);
    parts[0].print();
}
