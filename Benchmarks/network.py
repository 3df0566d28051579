"""What a request costs on the client's side: Tollgate's client, its bare transport, wrk and curl in
turn against nginx, which answers from memory. Prints one line of JSON for each.

    python Benchmarks/network.py [--requests 20000] [--rounds 5]

Needs nginx, wrk and curl, and .build/release/tollgate-net-bench."""
import argparse
import contextlib
import json
import pathlib
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
    options = parser.parse_args()
    found = {}
    with nginx() as url:
        for _ in range(options.rounds):
            for name, concurrency, play in contestants(url, options.requests):
                found.setdefault((name, concurrency), []).append(play())
    for (name, concurrency), plays in found.items():
        middle = {key: round(statistics.median(play[key] for play in plays), 1)
                  for key in plays[0]}
        print(json.dumps({"who": name, "concurrency": concurrency, "microseconds": middle}))


if __name__ == "__main__":
    main()
