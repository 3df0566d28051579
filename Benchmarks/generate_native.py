#!/usr/bin/env python3
"""Writes a native log (`tollgate/1`, JSON lines) of any size, the same bytes for the same seed.

    python3 Benchmarks/generate_native.py 5000000 native-5m.jsonl

Records are drawn from pools of prepared fragments, so that five million take seconds. A shard
of records has its own generator: the number of workers does not change what is written.
"""

import argparse
import datetime
import multiprocessing
import os
import random
import sys

SHARD = 50_000
POOL = 1 << 15
START = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)

# Model as asked for, weight, and the recorded price in USD per 1 M tokens: input, cached, output.
MODELS = [
    ("gpt-4.1", 30, (2.00, 0.50, 8.00)),
    ("gpt-4.1-2025-04-14", 4, (2.00, 0.50, 8.00)),
    ("claude-sonnet-4.5", 22, (3.00, 0.30, 15.00)),
    ("claude-sonnet-4-5-20250929", 3, (3.00, 0.30, 15.00)),
    ("gemini-2.5-flash", 20, (0.30, 0.03, 2.50)),
    ("deepseek-v3.2", 18, (0.28, 0.028, 0.42)),
    ("deepseek-chat", 2, (0.28, 0.028, 0.42)),
    ("mistral-large-internal", 1, None),
]
TEAMS = ["search", "support", "billing", "research", "marketing", "platform", "legal", "sales"]
CUT = 499  # a stream that the client left: logged as 200, usage unknown
STATUSES = [(200, 9800), (429, 110), (500, 60), (502, 20), (CUT, 10)]


def log_normal(source, median, sigma, smallest, largest):
    return max(smallest, min(largest, int(source.lognormvariate(0, sigma) * median)))


def cost_text(price, prompt, cached, completion):
    """The cost in units of 10⁻⁹ USD, written as an exact decimal."""
    rates = [round(rate * 1000) for rate in price]
    units = (prompt - cached) * rates[0] + cached * rates[1] + completion * rates[2]
    whole, part = divmod(units, 10**9)
    return f"{whole}.{part:09d}".rstrip("0").rstrip(".") if part else f"{whole}.00"


def usage_fragment(source, price):
    """Tokens, text length and cost of one call; they depend on each other."""
    prompt = log_normal(source, 620, 1.1, 8, 180_000)
    completion = log_normal(source, 210, 0.9, 1, 16_000)
    cached = prompt * source.randrange(20, 90) // 100 if source.random() < 0.18 else 0
    reasoning = completion * source.randrange(10, 70) // 100 if source.random() < 0.08 else 0
    messages = min(60, 1 + int(source.expovariate(0.25)))
    length = max(1, int(prompt * source.uniform(2.2, 4.4) / messages**0.5))
    complex_task = "true" if source.random() < 0.04 else "false"
    counts = (
        f'"prompt_tokens":{prompt},"completion_tokens":{completion},'
        f'"cached_tokens":{cached},"reasoning_tokens":{reasoning},'
    )
    shape = (
        f'"content_length":{length},"message_count":{messages},'
        f'"system_contains":{{"komplexe Analyse":{complex_task}}},'
    )
    cost = f',"cost_usd":"{cost_text(price, prompt, cached, completion)}"' if price else ""
    return counts, shape, cost


def timing_fragment(source):
    first = log_normal(source, 240, 0.5, 20, 20_000)
    total = first + log_normal(source, 900, 0.8, 10, 120_000)
    return f'"latency_ms":{total},"ttft_ms":{first},"status":200'


def owner_fragment(source):
    user = min(4_999, int(source.paretovariate(0.9)))
    return f'"user":"u-{user:04d}","team":"{TEAMS[user * 7 % len(TEAMS)]}",'


class Pools:
    """The fragments that every shard draws from."""

    def __init__(self, seed):
        source = random.Random(f"{seed} pools")
        draw = source.choices
        self.usages = [[usage_fragment(source, price) for _ in range(POOL)] for *_, price in MODELS]
        self.models = draw(range(len(MODELS)), [weight for _, weight, _ in MODELS], k=POOL)
        self.timings = [timing_fragment(source) for _ in range(POOL)]
        self.owners = [owner_fragment(source) for _ in range(POOL)]
        statuses, weights = zip(*STATUSES)
        self.statuses = draw(statuses, weights, k=POOL)


def failure(status, shape):
    """A call that brought no usage: cut, or refused and not billed."""
    usage, status = ("unknown", 200) if status == CUT else ("none", status)
    return f'"usage":"{usage}",{shape}"latency_ms":30000,"status":{status}'


def shard(job):
    seed, number, first, last, step_ms = job
    source = random.Random(f"{seed} shard {number}")
    bits = source.getrandbits
    mask = POOL - 1
    models = [f'Z","model":"{name}",' for name, *_ in MODELS]
    second, second_text = None, ""
    lines = []
    for index in range(first, last):
        dice = bits(75)
        model = pools.models[dice & mask]
        counts, shape, cost = pools.usages[model][dice >> 15 & mask]
        status = pools.statuses[dice >> 60]
        now, milliseconds = divmod(int((index + source.random()) * step_ms), 1000)
        if now != second:
            second = now
            second_text = (START + datetime.timedelta(seconds=now)).strftime("%Y-%m-%dT%H:%M:%S")
        head = (
            f'{{"id":"r-{index + 1}","ts":"{second_text}.{milliseconds:03d}'
            f'{models[model]}{pools.owners[dice >> 30 & mask]}'
        )
        if status == 200:
            tail = f"{counts}{shape}{pools.timings[dice >> 45 & mask]}{cost}"
        else:
            tail = failure(status, shape)
        lines.append(f"{head}{tail}}}\n")
    return "".join(lines).encode("ascii")


def prepare(seed):
    global pools
    pools = Pools(seed)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", type=int, help="number of records")
    parser.add_argument("out", help="path of the log, or - for standard output")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=30, help="days that the log covers")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def main():
    options = arguments()
    step_ms = options.days * 86_400_000 / max(1, options.records)
    jobs = (
        (options.seed, number, first, min(first + SHARD, options.records), step_ms)
        for number, first in enumerate(range(0, options.records, SHARD))
    )
    out = sys.stdout.buffer if options.out == "-" else open(options.out, "wb")
    with out, multiprocessing.Pool(options.jobs, prepare, (options.seed,)) as workers:
        for lines in workers.imap(shard, jobs):
            out.write(lines)


if __name__ == "__main__":
    main()
