"""What a request costs on the client's side: Tollgate's client, its bare transport, wrk and curl in
turn against nginx, which answers from memory. Prints one line of JSON for each, or writes a page.

    python Benchmarks/network.py [--requests 20000] [--rounds 5] [--page Benchmarks/NETWORK.md]

Needs nginx, wrk and curl, and .build/release/tollgate-net-bench."""
import argparse
import contextlib
import datetime
import json
import os
import pathlib
import platform
import re
import resource
import socket
import statistics
import subprocess
import tempfile
import time

PROGRAM = pathlib.Path(__file__).parent.parent / ".build/release/tollgate-net-bench"
ANSWER = json.dumps({
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1741569952, "model": "gpt-4.1",
    "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant", "content": "Hi! " * 200}}],
    "usage": {"prompt_tokens": 19, "completion_tokens": 400, "total_tokens": 419}})
NGINX = """
daemon off; worker_processes 1; error_log stderr; pid nginx.pid;
events { worker_connections 1024; }
http {
    access_log off; keepalive_requests 1000000000; default_type application/json;
    client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d;
    scgi_temp_path e;
    server { listen 127.0.0.1:%d; location / { return 200 '%s'; } }
}
"""


@contextlib.contextmanager
def nginx():
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        pathlib.Path(folder, "nginx.conf").write_text(NGINX % (port, ANSWER))
        server = subprocess.Popen(["nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr"])
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait()


def wait_for(port, server):
    end = time.monotonic() + 10
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.02)
    raise SystemExit("nginx does not listen")


def timed(command):
    """Runs a command; gives what it prints and its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tollgate(url, concurrency, requests, *options):
    output, _ = timed([PROGRAM, "--url", url, "--requests", str(requests), "--concurrency",
                       str(concurrency), "--repetitions", "1", *options])
    play = json.loads(output)
    cpu, wall = play["repetitions"][0]
    median, high, _ = play["latencies"][0]
    return {"cpu": cpu / requests * 1e6, "median": median, "p99": high, "rate": requests / wall}


def wrk(url, concurrency):
    output, cpu = timed(["wrk", "-t1", f"-c{concurrency}", "-d3s", "--latency", url + "/x"])
    requests = int(re.search(r"(\d+) requests in", output)[1])
    latency = {share: microseconds(text)
               for share, text in re.findall(r"(50|99)% +(\S+)", output)}
    rate = float(re.search(r"Requests/sec: +(\S+)", output)[1])
    return {"cpu": cpu / requests * 1e6, "median": latency["50"], "p99": latency["99"],
            "rate": rate}


def microseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1, "ms": 1e3, "s": 1e6}[unit]


def curl(url, requests):
    output, cpu = timed(["curl", "-s", "-X", "POST", "-d", "{}", "-o", "/dev/null", "-w",
                         "%{time_total}\\n", f"{url}/[1-{requests}]"])
    times = sorted(float(line) * 1e6 for line in output.split())
    assert len(times) == requests
    return {"cpu": cpu / requests * 1e6, "median": times[requests // 2],
            "p99": times[requests * 99 // 100], "rate": requests / sum(times) * 1e6}


def contestants(url, requests):
    yield "curl", 1, lambda: curl(url, requests)
    for concurrency in [1, 32]:
        yield "wrk", concurrency, lambda: wrk(url, concurrency)
        yield "transport", concurrency, lambda: tollgate(url, concurrency, requests, "--bare")
        yield "client", concurrency, lambda: tollgate(url, concurrency, requests)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--page", type=pathlib.Path, help="the page that takes the result")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    found = {}
    with nginx() as url:
        for _ in range(options.rounds):
            for name, concurrency, play in contestants(url, options.requests):
                found.setdefault((name, concurrency), []).append(play())
    middles = {
        contestant: {key: round(statistics.median(play[key] for play in plays), 1)
                     for key in plays[0]}
        for contestant, plays in found.items()}
    if options.page:
        options.page.write_text(page(middles, options, load))
        return
    for (name, concurrency), middle in middles.items():
        print(json.dumps({"who": name, "concurrency": concurrency, "microseconds": middle}))


NAMES = {"curl": "curl", "wrk": "wrk", "transport": "Tollgate's transport",
         "client": "Tollgate's client"}


def page(middles, options, load):
    rows = "".join(
        f"| {NAMES[name]} | {concurrency} | {middle['cpu']:,.1f} | {middle['median']:,.1f} "
        f"| {middle['p99']:,.1f} | {middle['rate']:,.0f} "
        f"| {middle['cpu'] / middles['wrk', concurrency]['cpu']:.1f} × |\n"
        for (name, concurrency), middle in middles.items())
    now = datetime.datetime.now(datetime.timezone.utc)
    return f"""# What a request costs on the client's side

{now:%Y-%m-%d %H:%M} UTC, by `python Benchmarks/network.py --requests {options.requests} --rounds {options.rounds} --page Benchmarks/NETWORK.md` on {os.cpu_count()} cores of {platform.machine()}, load {load:.1f} before.

nginx on loopback answers each request from memory with a completion of 1 KB. Each contestant is played in turn; medians over the rounds. curl and wrk read an answer and forget it; the transport hands it on; the client signs, sets deadlines, reads JSON and usage. CPU is that of the client's process, a request.

| client | at a time | CPU, µs | median, µs | P99, µs | requests/s | CPU ÷ wrk's |
|---|---:|---:|---:|---:|---:|---:|
{rows}"""


if __name__ == "__main__":
    main()
