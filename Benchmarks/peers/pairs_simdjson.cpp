// The tutorial replay of OpenAI's pairs: simdjson On-Demand, `iterate_many`, on two threads.
// With `--plain` it tells how many records the length in bytes decides otherwise.
#include "cells.hpp"
#include "lines.hpp"

using namespace simdjson;

// The number of UTF-16 code units of a valid UTF-8 text.
static uint64_t utf16_length(std::string_view text) {
    uint64_t units = 0;
    for (const char unit : text) {
        const auto byte = uint8_t(unit);
        units += (byte & 0xC0) != 0x80;
        units += byte >= 0xF0;
    }
    return units;
}

// Unescapes one text at a time.
class Unescaper {
public:
    std::string_view text(ondemand::parser &parser, const ondemand::raw_json_string &raw) {
        uint8_t *end = buffer.data();
        std::string_view result;
        check(parser.unescape(raw, end).get(result), "content");
        return result;
    }

private:
    std::vector<uint8_t> buffer = std::vector<uint8_t>(LineFile::chunk + SIMDJSON_PADDING);
};

struct Conversation {
    uint64_t messages = 0;
    bool has_system = false, has_last = false;
    ondemand::raw_json_string system, last;

    void read(ondemand::array list) {
        for (ondemand::object message : list) {
            ondemand::raw_json_string role, content;
            check(message.find_field_unordered("role").get_raw_json_string().get(role), "role");
            has_last = !message.find_field_unordered("content").get_raw_json_string().get(content);
            messages += 1;
            last = content;
            if (!has_system && role == "system") {
                has_system = has_last;
                system = content;
            }
        }
    }
};

class PairReader {
public:
    Cells cells;
    uint64_t decided_otherwise = 0;

    void read(ondemand::parser &parser, ondemand::object pair) {
        Conversation talk;
        ondemand::object request, response, usage;
        std::string_view model;
        check(pair.find_field_unordered("request").get_object().get(request), "request");
        check(request.find_field_unordered("model").get_string().get(model), "model");
        ondemand::array list;
        check(request.find_field_unordered("messages").get_array().get(list), "messages");
        talk.read(list);
        uint64_t prompt = 0, completion = 0;
        check(pair.find_field_unordered("response").get_object().get(response), "response");
        if (!response.find_field_unordered("usage").get_object().get(usage)) {
            check(usage.find_field_unordered("prompt_tokens").get_uint64().get(prompt), "prompt");
            check(usage.find_field_unordered("completion_tokens").get_uint64().get(completion),
                  "completion");
        }
        decide(parser, talk, model, prompt, completion);
    }

private:
    Unescaper unescaper;

    void decide(ondemand::parser &parser, const Conversation &talk, std::string_view model,
                uint64_t prompt, uint64_t completion) {
        bool is_complex = false;
        if (talk.has_system)
            is_complex = unescaper.text(parser, talk.system).find("komplexe Analyse") !=
                         std::string_view::npos;
        const auto last = talk.has_last ? unescaper.text(parser, talk.last) : std::string_view();
        const int rule = tutorial_rule(utf16_length(last), talk.messages, is_complex);
        decided_otherwise += rule != tutorial_rule(last.size(), talk.messages, is_complex);
        cells.add(rule, model, prompt, completion);
    }
};

int main(int count, char **arguments) {
    const bool is_plain = count == 3 && std::string(arguments[2]) == "--plain";
    if (count != 2 && !is_plain) fail("usage: pairs_simdjson LOG [--plain]");
    constexpr size_t threads = 2;
    const LineFile file(arguments[1]);
    PairReader parts[threads];
    in_parallel(threads, [&](size_t part) {
        ondemand::parser parser;
        parser.threaded = false;  // two halves keep both processors busy
        PairReader reader;
        file.read(part, threads, [&](const char *bytes, size_t size) {
            ondemand::document_stream records;
            check(parser.iterate_many(bytes, size, LineFile::chunk).get(records), "log");
            for (auto record : records) {
                ondemand::object object;
                check(record.get_object().get(object), "record");
                reader.read(parser, object);
            }
            if (records.truncated_bytes() != 0) fail("a record is cut");
        });
        parts[part] = std::move(reader);
    });
    parts[0].cells.add(parts[1].cells);
    if (is_plain) {
        std::printf("{\"plain\":{\"std::string::size()\":%lu}}\n",
                    parts[0].decided_otherwise + parts[1].decided_otherwise);
    } else {
        parts[0].cells.print();
    }
}
