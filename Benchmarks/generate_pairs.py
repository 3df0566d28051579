#!/usr/bin/env python3
"""Writes pairs of request and response as a proxy logs them (`openai`), the same bytes for a seed.

    python3 Benchmarks/generate_pairs.py 300000 pairs-300k.jsonl

Texts are German, English, Chinese, Japanese and emoji, with quotes, line breaks and tabs, written
by one of two producers: one escapes everything outside ASCII (`\\uD83D\\uDE80`), one doesn't. Last
messages crowd around the lengths at which the tutorial policy changes its mind, so that a length
in bytes or in code points decides otherwise than one in UTF-16 code units.
"""

import argparse
import datetime
import json
import multiprocessing
import os
import random
import sys
from typing import Any, Iterator

SHARD = 5_000
POOL = 512
START = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
DAYS = 30

# Model as asked for, the name that answers, weight.
MODELS = [
    ("gpt-4.1", "gpt-4.1-2025-04-14", 40),
    ("claude-sonnet-4.5", "claude-sonnet-4-5-20250929", 25),
    ("gemini-2.5-flash", "gemini-2.5-flash", 20),
    ("deepseek-v3.2", "deepseek-chat", 14),
    ("mistral-large-internal", "mistral-large-internal", 1),
]
GERMAN = (
    "Bitte prüfe die Angebote für Österreich, die Größe der Anhänge und die Gebühren im März. "
    "Für jede Überweisung gilt „zunächst“ die alte Regel; danach\tmüssen wir's ändern.\n"
)
ENGLISH = (
    'Summarise the ticket "cannot log in" and list each step that was tried.\n'
    "The path is C:\\logs\\proxy; the customer waits since 08:15. Keep it short and exact. "
)
CHINESE = "请总结以下合同的要点，并列出所有截止日期。价格不含税，付款期限为三十天。"
JAPANESE = "次の文章を要約してください。重要な日付と金額を表にまとめること。\n"
EMOJI = "🚀✨ Launch 👩‍💻🇦🇹 läuft 🎉🔥 𝒳₁ – "
# Text, and its weight.
TEXTS = [(GERMAN, 40), (ENGLISH, 30), (CHINESE, 12), (JAPANESE, 10), (EMOJI, 8)]
COMPLEX = "komplexe Analyse"
SYSTEMS = [
    ("Du bist ein hilfreicher Assistent. Antworte knapp. ", 70),
    (f"Für eine {COMPLEX} nimm dir Zeit; prüfe jede Zahl. ", 5),
    ("Komplexe Analyse ist nicht gefragt. ", 5),
    ("You answer in the language of the question. ", 20),
]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def text_of(source: random.Random, length: int) -> str:
    """A text of exactly so many UTF-16 code units, cut where a letter begins."""
    texts, weights = zip(*TEXTS)
    pieces: list[str] = []
    units = 0
    while units < length:
        piece = source.choices(texts, weights)[0]
        piece = piece[source.randrange(len(piece)) :]
        pieces.append(piece)
        units += utf16_length(piece)
    text = "".join(pieces).encode("utf-16-le")[: 2 * length].decode("utf-16-le", errors="ignore")
    return text + "." * (length - utf16_length(text))


def last_length(source: random.Random) -> int:
    dice = source.random()
    if dice < 0.30:
        return source.randrange(700, 1_400)
    if dice < 0.42:
        return source.randrange(3_600, 6_400)
    return min(9_000, max(1, int(source.lognormvariate(0, 0.9) * 300)))


def system_message(source: random.Random) -> dict[str, str]:
    texts, weights = zip(*SYSTEMS)
    text = source.choices(texts, weights)[0]
    return {"role": "system", "content": text + text_of(source, source.randrange(0, 400))}


class Pools:
    """Messages as JSON, by producer: [escaped, plain]."""

    def __init__(self, seed: int) -> None:
        source = random.Random(f"{seed} pairs")
        talk = [text_of(source, source.randrange(20, 700)) for _ in range(POOL)]
        self.systems = self.written([system_message(source) for _ in range(POOL)])
        self.asked = self.written([{"role": "user", "content": text} for text in talk])
        self.told = self.written([{"role": "assistant", "content": text} for text in talk])
        lasts = [text_of(source, last_length(source)) for _ in range(4 * POOL)]
        self.lasts = self.written([{"role": "user", "content": text} for text in lasts])
        self.answers = self.written([{"role": "assistant", "content": text} for text in talk])

    @staticmethod
    def written(messages: list[dict[str, str]]) -> list[list[str]]:
        return [
            [compact(message, ascii_only) for message in messages] for ascii_only in (True, False)
        ]


def compact(value: Any, ascii_only: bool = True) -> str:
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))


def messages_of(source: random.Random, producer: int, pools: Pools) -> str:
    """A system message (mostly first, at times missing, at times followed by a second one), turns
    of a conversation, and the message that counts."""
    dice = source.random()
    messages = [source.choice(pools.systems[producer])] if dice < 0.85 else []
    if dice < 0.03:
        messages.append(source.choice(pools.systems[producer]))
    for _ in range(min(12, int(source.expovariate(0.9)))):
        messages.append(source.choice(pools.asked[producer]))
        messages.append(source.choice(pools.told[producer]))
    messages.append(source.choice(pools.lasts[producer]))
    return ",".join(messages)


def response_of(
    source: random.Random, number: int, served: str, size: int, producer: int, pools: Pools
) -> str:
    prompt = max(1, size // 4)
    completion = source.randrange(20, 900)
    cached = prompt // 2 if source.random() < 0.2 else 0
    message = source.choice(pools.answers[producer])
    return (
        f'{{"id":"chatcmpl-{number:08d}","object":"chat.completion","created":{1767571200 + number},'
        f'"model":"{served}","choices":[{{"index":0,"message":{message},"finish_reason":"stop"}}],'
        f'"usage":{{"prompt_tokens":{prompt},"completion_tokens":{completion},'
        f'"total_tokens":{prompt + completion},"prompt_tokens_details":{{"cached_tokens":{cached}}},'
        f'"completion_tokens_details":{{"reasoning_tokens":0}}}}}}'
    )


def pair(source: random.Random, number: int, time: str, pools: Pools) -> str:
    model, served, _ = source.choices(MODELS, [weight for *_, weight in MODELS])[0]
    producer = int(source.random() < 0.6)
    messages = messages_of(source, producer, pools)
    request = (
        f'{{"model":"{model}","messages":[{messages}],"temperature":0.2,"user":"u-{number % 997}"}}'
    )
    response = response_of(source, number, served, len(messages), producer, pools)
    latency, status = source.randrange(200, 9_000), 200
    if source.random() < 0.01:
        response, status = '{"error":{"message":"rate limit","type":"requests"}}', 429
    return (
        f'{{"ts":"{time}","request":{request},"response":{response},'
        f'"latency_ms":{latency},"status":{status}}}\n'
    )


def shard(job: tuple[int, int, int, int, float]) -> bytes:
    seed, number, first, last, step = job
    source = random.Random(f"{seed} shard {number}")
    lines = []
    for index in range(first, last):
        now = START + datetime.timedelta(milliseconds=int(index * step))
        time = now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"
        lines.append(pair(source, index + 1, time, pools))
    return "".join(lines).encode()


def prepare(seed: int) -> None:
    global pools
    pools = Pools(seed)


def jobs(records: int, seed: int) -> Iterator[tuple[int, int, int, int, float]]:
    step = DAYS * 86_400_000 / max(1, records)
    for number, first in enumerate(range(0, records, SHARD)):
        yield seed, number, first, min(first + SHARD, records), step


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", type=int, help="number of pairs")
    parser.add_argument("out", help="path of the log, or - for standard output")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="worker processes")
    options = parser.parse_args()
    out = sys.stdout.buffer if options.out == "-" else open(options.out, "wb")
    with out, multiprocessing.Pool(options.jobs, prepare, (options.seed,)) as workers:
        for lines in workers.imap(shard, jobs(options.records, options.seed)):
            out.write(lines)


if __name__ == "__main__":
    main()
