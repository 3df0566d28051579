"""What a replay under the tutorial policy says: from the cells of a peer, and from Tollgate."""

from collections import Counter
from decimal import Decimal
from typing import Any

from .answers import Answer, Fact
from .prices import Prices

RULES = ["long-or-complex", "medium", "default"]
CHEAP = "deepseek-v3.2"

# Rule (or bucket), model, requests, prompt tokens, completion tokens.
Cell = tuple[int, str, int, int, int]


def cells_of(output: dict[str, Any]) -> list[Cell]:
    return [tuple(row) for row in output["cells"]]


def details_of(cells: list[Cell]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for bucket, model, *sums in cells:
        for name, value in zip(("requests", "prompt tokens", "completion tokens"), sums):
            facts[f"cell {bucket} × {model}: {name}"] = value
    return facts


def _column(
    title: str, requests: Counter[str], tokens: Counter[str], prices: Prices
) -> dict[str, Fact]:
    """The facts of one column of the report: what was asked of each model, and the total."""
    facts: dict[str, Fact] = {}
    for model in requests:
        facts[f"{title}: {model}: requests"] = requests[model]
        facts[f"{title}: {model}: tokens"] = tokens[model]
        facts[f"{title}: {model}: cost"] = prices.cost(model, tokens[model])
    facts[f"{title}: total"] = sum((prices.cost(*pair) for pair in tokens.items()), Decimal(0))
    return facts


def _columns(cells: list[Cell]) -> tuple[Counter[str], ...]:
    """Requests and tokens by model: as requested, then under the policy."""
    asked: Counter[str] = Counter()
    asked_tokens: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    chosen_tokens: Counter[str] = Counter()
    for rule, model, requests, prompt, completion in cells:
        target = model if rule == 0 else CHEAP
        asked[model] += requests
        asked_tokens[model] += prompt + completion
        chosen[target] += requests
        chosen_tokens[target] += prompt + completion
    return asked, asked_tokens, chosen, chosen_tokens


def policy_from_cells(output: dict[str, Any], prices: Prices) -> Answer:
    """Rules and models of the policy."""
    cells = cells_of(output)
    *_, chosen, tokens = _columns(cells)
    facts = _column("tutorial", chosen, tokens, prices)
    for rule, name in enumerate(RULES):
        facts[f"tutorial: rule {name}: requests"] = sum(row[2] for row in cells if row[0] == rule)
    return Answer(facts, details_of(cells))


def replay_from_cells(output: dict[str, Any], prices: Prices) -> Answer:
    """The policy, what was asked for, all baselines, and what the policy saves against each."""
    cells = cells_of(output)
    asked, tokens, *_ = _columns(cells)
    facts = policy_from_cells(output, prices).shared
    facts |= _column("as requested", asked, tokens, prices)
    facts["input tokens"] = sum(row[3] for row in cells)
    facts["output tokens"] = sum(row[4] for row in cells)
    everything = sum(tokens.values())
    for baseline in prices.models:
        facts[f"baseline {baseline}: total"] = prices.cost(baseline, everything)
        facts[f"saved against {baseline}"] = _saved(cells, prices, baseline)
    facts["saved against as_requested"] = _saved(cells, prices, None)
    return Answer(facts, details_of(cells))


def _saved(cells: list[Cell], prices: Prices, baseline: str | None) -> Decimal:
    """Over the calls that have a price on both sides."""
    saved = Decimal(0)
    for rule, model, _, prompt, completion in cells:
        before, after = baseline or model, model if rule == 0 else CHEAP
        if before in prices.rates and after in prices.rates:
            tokens = prompt + completion
            saved += prices.cost(before, tokens) - prices.cost(after, tokens)
    return saved


def _tollgate_column(title: str, column: dict[str, Any]) -> dict[str, Fact]:
    """Priced and unpriced calls of a model together."""
    requests: Counter[str] = Counter()
    tokens: Counter[str] = Counter()
    cost: dict[str, Decimal] = {}
    for row in [*column["models"], *column["unpriced"]]:
        requests[row["model"]] += row["requests"]
        tokens[row["model"]] += row["tokens"]
        cost[row["model"]] = cost.get(row["model"], Decimal(0)) + Decimal(row.get("cost", "0"))
    facts: dict[str, Fact] = {f"{title}: total": Decimal(column["total"])}
    for model in requests:
        facts[f"{title}: {model}: requests"] = requests[model]
        facts[f"{title}: {model}: tokens"] = tokens[model]
        facts[f"{title}: {model}: cost"] = cost[model]
    return facts


def policy_from_tollgate(policy: dict[str, Any]) -> Answer:
    """From an entry of `policies` in the JSON result of a replay."""
    facts = _tollgate_column("tutorial", policy)
    for row in policy["rules"]:
        facts[f"tutorial: rule {row['rule']}: requests"] = row["requests"]
    return Answer(facts)


def replay_from_tollgate(result: dict[str, Any]) -> Answer:
    """From the whole JSON result."""
    (policy,) = result["policies"]
    facts = policy_from_tollgate(policy).shared
    facts |= _tollgate_column("as requested", result["as_requested"])
    facts["input tokens"] = result["traffic"]["input_tokens"]
    facts["output tokens"] = result["traffic"]["output_tokens"]
    for baseline in result["baselines"]:
        facts[f"baseline {baseline['model']}: total"] = Decimal(baseline["total"])
    for row in policy["savings"]:
        if row["against"] != "recorded":  # the peers don't read the recorded cost
            facts[f"saved against {row['against']}"] = Decimal(row["saved"])
    return Answer(facts)
