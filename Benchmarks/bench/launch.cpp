// Runs a command and writes what it took: user, system and wall seconds, peak bytes, exit status.
//
//     launch REPORT COMMAND [ARGUMENT …]
//
// A process inherits the peak memory of the one that starts it. This one has next to none.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>

static double seconds(const timeval &time) {
    return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
}

static double now() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

int main(int count, char **arguments) {
    if (count < 3) return 64;
    const double start = now();
    const pid_t child = fork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        std::perror(arguments[2]);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child) return 1;
    const double wall = now() - start;
    FILE *report = std::fopen(arguments[1], "w");
    if (!report) return 1;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    std::fprintf(report, "%.6f %.6f %.6f %ld %d\n", seconds(usage.ru_utime),
                 seconds(usage.ru_stime), wall, usage.ru_maxrss * 1024, code);
    return std::fclose(report) == 0 ? 0 : 1;
}
