"""What decides whether a benchmark counts: agreement, exact prices, verdicts on goals.

cd Benchmarks && "${TOLLGATE_BENCH_DIR:-$HOME/.cache/tollgate-bench}/venv/bin/python" -m unittest discover tests
"""

import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

from bench.answers import Answer, Disagreement, agree
from bench.goals import Judge
from bench.measure import ContestantFailed, Spread
from bench.prices import Prices
from bench.replays import policy_from_cells, policy_from_tollgate
from bench.rounds import Row, Table, Times
from bench.settings import QUICK, Places
from bench.sweeps import sweep_from_cells, sweep_from_tollgate
from bench.tollgate import Tollgate
from bench.works import Work
from bench.workshop import Workshop

PRICES = Prices(
    ["deepseek-v3.2", "gpt-4.1"], {"deepseek-v3.2": Decimal("0.42"), "gpt-4.1": Decimal(8)}
)
CELLS = {
    "cells": [
        [0, "gpt-4.1", 2, 900_000, 100_000],
        [1, "gpt-4.1", 3, 400_000, 100_000],
        [2, "unheard-of", 1, 400_000, 100_000],
    ]
}


class Agreement(unittest.TestCase):
    def test_equal_answers_agree_on_all_facts(self) -> None:
        one = Answer({"total": Decimal("1.50")}, {"cell": 1})
        other = Answer({"total": Decimal("1.5")})
        self.assertEqual(agree("W", {"a": one, "b": other}), 2)

    def test_a_different_fact_names_both(self) -> None:
        with self.assertRaisesRegex(Disagreement, "total: a says 1, b says 2"):
            agree("W", {"a": Answer({"total": 1}), "b": Answer({"total": 2})})

    def test_a_fact_that_only_one_states_is_a_difference(self) -> None:
        with self.assertRaisesRegex(Disagreement, "b says None"):
            agree("W", {"a": Answer({"x": 1, "y": 2}), "b": Answer({"x": 1})})

    def test_nothing_is_no_agreement(self) -> None:
        with self.assertRaises(Disagreement):
            agree("W", {"a": Answer({}), "b": Answer({})})


class Answers(unittest.TestCase):
    def test_peer_and_tollgate_state_the_same_policy(self) -> None:
        tollgate = {
            "total": "8.42",
            "models": [
                {"model": "gpt-4.1", "requests": 2, "tokens": 1_000_000, "cost": "8.00"},
                {"model": "deepseek-v3.2", "requests": 3, "tokens": 1_000_000, "cost": "0.42"},
            ],
            "unpriced": [{"model": "deepseek-v3.2", "requests": 1, "tokens": 0}],
            "rules": [
                {"rule": "long-or-complex", "requests": 2},
                {"rule": "medium", "requests": 3},
                {"rule": "default", "requests": 1},
            ],
        }
        peer, ours = policy_from_cells(CELLS, PRICES), policy_from_tollgate(tollgate)
        self.assertEqual(peer.shared, ours.shared)

    def test_a_sweep_keeps_what_exceeds_the_threshold(self) -> None:
        tollgate = {
            "thresholds": [
                {"threshold": 10, "kept_requests": 4, "kept_tokens": 1_000_000, "total": "4.42"},
                {"threshold": 20, "kept_requests": 1, "kept_tokens": 500_000, "total": "4.63"},
            ]
        }
        cells = {
            "cells": [
                [0, "gpt-4.1", 2, 1_000_000, 0],
                [1, "unheard-of", 3, 500_000, 0],
                [2, "gpt-4.1", 1, 0, 500_000],
            ]
        }
        peer = sweep_from_cells(cells, [10, 20], PRICES)
        self.assertEqual(peer.shared, sweep_from_tollgate(tollgate).shared)

    def test_the_price_table_is_read(self) -> None:
        prices = Prices.read()
        self.assertEqual(prices.cost("gpt-4.1-2025-04-14", 1_000_000), 8)
        self.assertEqual(prices.cost("unheard-of", 1_000_000), 0)


class Verdicts(unittest.TestCase):
    def table(self, **cpu: float) -> Table:
        rows = [Row(name, [Times(seconds, seconds / 2, 10**7)]) for name, seconds in cpu.items()]
        return Table(Work("W1", "", "", []), rows, 1)

    def verdict(self, aim: str, **cpu: float) -> bool | None:
        goals = Judge([self.table(**cpu)], QUICK).goals()
        return next(goal.is_reached for goal in goals if aim in goal.aim)

    def test_a_goal_is_reached_by_what_was_measured(self) -> None:
        self.assertTrue(self.verdict("DuckDB", Tollgate=1.0, DuckDB=3.0))
        self.assertFalse(self.verdict("DuckDB", Tollgate=1.0, DuckDB=2.9))

    def test_a_tie_is_not_less(self) -> None:
        self.assertFalse(self.verdict("simdjson", Tollgate=1.0, **{"C++ simdjson": 1.0}))

    def test_what_is_missing_is_neither_reached_nor_missed(self) -> None:
        self.assertIsNone(self.verdict("DuckDB", Tollgate=1.0))


class Measuring(unittest.TestCase):
    def setUp(self) -> None:
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.stopwatch = Workshop(Places(self.home), Tollgate()).stopwatch()

    def test_a_process_is_measured_alone(self) -> None:
        script = "print(sum(range(3_000_000)), len(bytearray(b'x') * 50_000_000))"
        done = self.stopwatch.run([sys.executable, "-c", script])
        self.assertEqual(done.output.split()[1], "50000000")
        self.assertGreater(done.peak_bytes, 50_000_000)
        self.assertGreater(done.cpu, 0.001)
        self.assertLess(self.stopwatch.run(["true"]).peak_bytes, 10_000_000)

    def test_a_failure_says_what_failed_and_why(self) -> None:
        with self.assertRaisesRegex(ContestantFailed, "exit status 3: sh -c .*\n.*oh no"):
            self.stopwatch.run(["sh", "-c", "echo 'oh no' >&2; exit 3"])

    def test_a_spread_is_median_and_range(self) -> None:
        self.assertEqual(Spread.of([3.0, 1.0, 2.0]), Spread(2.0, 1.0, 3.0))


if __name__ == "__main__":
    unittest.main()
