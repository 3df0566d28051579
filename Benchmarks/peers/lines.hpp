// Reads a file of lines on several threads: each owns a range of bytes and reads it in chunks of
// whole lines into one buffer that it uses again, which is faster and smaller than mapping it.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include <simdjson.h>

inline void fail(const std::string &reason) {
    std::fprintf(stderr, "peer: %s\n", reason.c_str());
    std::exit(1);
}

inline void check(simdjson::error_code error, const char *what) {
    if (error) fail(std::string(what) + ": " + simdjson::error_message(error));
}

class LineFile {
public:
    static constexpr size_t chunk = 1 << 20;

    explicit LineFile(const char *path) : descriptor(open(path, O_RDONLY)) {
        struct stat status;
        if (descriptor < 0 || fstat(descriptor, &status) != 0)
            fail(std::string("can't read ") + path);
        size = size_t(status.st_size);
    }

    // Calls `body(bytes, count)` with chunks of whole lines, `simdjson::SIMDJSON_PADDING` bytes of
    // room behind each, for the lines that begin in part `part` of `parts`.
    template <typename Body>
    void read(size_t part, size_t parts, Body body) const {
        std::vector<char> buffer(chunk + simdjson::SIMDJSON_PADDING);
        size_t at = line_start(size / parts * part);
        const size_t end = part + 1 == parts ? size : line_start(size / parts * (part + 1));
        while (at < end) {
            const size_t wanted = std::min(chunk, end - at);
            const ssize_t count = pread(descriptor, buffer.data(), wanted, off_t(at));
            if (count <= 0) fail("reading stopped early");
            size_t whole = size_t(count);
            if (at + whole < end) {
                const void *last = memrchr(buffer.data(), '\n', whole);
                if (!last) fail("a line is longer than a chunk");
                whole = size_t(static_cast<const char *>(last) - buffer.data()) + 1;
            }
            body(buffer.data(), whole);
            at += whole;
        }
    }

private:
    int descriptor;
    size_t size = 0;

    // The first start of a line at or after `offset`.
    size_t line_start(size_t offset) const {
        if (offset == 0) return 0;
        std::vector<char> buffer(chunk);
        const ssize_t count = pread(descriptor, buffer.data(), chunk, off_t(offset - 1));
        if (count <= 0) fail("reading stopped early");
        const void *next = memchr(buffer.data(), '\n', size_t(count));
        return next ? offset + size_t(static_cast<const char *>(next) - buffer.data()) : size;
    }
};

// Runs `body(part)` on `parts` threads.
template <typename Body>
void in_parallel(size_t parts, Body body) {
    std::vector<std::thread> threads;
    for (size_t part = 1; part < parts; part++) threads.emplace_back(body, part);
    body(size_t(0));
    for (auto &thread : threads) thread.join();
}
