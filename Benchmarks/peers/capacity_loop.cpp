// A queue of requests before 100 servers, first come first served: an event loop with a binary heap.
//
//     capacity_loop REQUESTS REPETITIONS
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <functional>
#include <queue>
#include <vector>

constexpr int servers = 100;
constexpr double rate = 95;

// Splitmix64.
struct Generator {
    uint64_t state;

    double unit() {
        state += 0x9E3779B97F4A7C15;
        uint64_t mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (double((mixed ^ (mixed >> 31)) >> 12) + 0.5) * 0x1p-52;
    }
};

struct Request {
    int64_t arrival, service;
};

struct Totals {
    int64_t served = 0, waited = 0, longest = 0;
    __int128 wait = 0;
};

class Queue {
public:
    void arrive(Request request) {
        advance(request.arrival);
        if (departures.size() < servers) begin(request, request.arrival);
        else waiting.push_back(request);
    }

    Totals finish() {
        advance(INT64_MAX);
        return totals;
    }

private:
    void advance(int64_t time) {
        while (!departures.empty() && departures.top() <= time) {
            const int64_t now = departures.top();
            departures.pop();
            totals.served++;
            if (waiting.empty()) continue;
            begin(waiting.front(), now);
            waiting.pop_front();
        }
    }

    void begin(Request request, int64_t now) {
        const int64_t wait = now - request.arrival;
        totals.wait += wait;
        totals.waited += wait > 0;
        if (wait > totals.longest) totals.longest = wait;
        departures.push(now + request.service);
    }

    std::priority_queue<int64_t, std::vector<int64_t>, std::greater<int64_t>> departures;
    std::deque<Request> waiting;
    Totals totals;
};

static Totals run(long requests) {
    Generator generator{42};
    Queue queue;
    double seconds = 0;
    for (long request = 0; request < requests; request++) {
        seconds += -std::log(generator.unit()) / rate;
        const double service = -std::log(generator.unit());
        queue.arrive({int64_t(std::round(seconds * 1e9)), int64_t(std::round(service * 1e9))});
    }
    return queue.finish();
}

static double cpu_seconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

int main(int count, char **arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: capacity_loop REQUESTS REPETITIONS\n");
        return 1;
    }
    const long requests = std::atol(arguments[1]);
    const int repetitions = std::atoi(arguments[2]);
    Totals totals = run(requests);
    std::printf("{\"repetitions\":[");
    for (int repetition = 0; repetition < repetitions; repetition++) {
        const auto start = std::chrono::steady_clock::now();
        const double cpu = cpu_seconds();
        totals = run(requests);
        const double cpu_taken = cpu_seconds() - cpu;
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
        std::printf("%s[%.6f,%.6f]", repetition ? "," : "", cpu_taken, wall.count());
    }
    std::printf("],\"answer\":{\"served\":%ld,\"waited\":%ld,\"longest\":%ld,\"wait\":%ld}}\n",
                totals.served, totals.waited, totals.longest, int64_t(totals.wait));
}
