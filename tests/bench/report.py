"""Print the figures, and say which promises they break."""

from statistics import median
from typing import NamedTuple


class Target(NamedTuple):
    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def show(figures: dict) -> None:
    for line in [*_lines(figures), "", *_target_lines(figures)]:
        print(line)  # noqa: T201


def broken(figures: dict) -> int:
    """1 when seats were oversold or people lost; a slow machine breaks nothing."""
    return int(any(_wrong(run["ours"]) for run in figures["sign_ups"]))


def targets(figures: dict) -> list[Target]:
    lists, pages = figures["lists"], figures["pages"]
    copy = _mid(lists["copy"], "seconds")
    bare = _rate(pages["bare"])
    event, programme = _rate(pages["event"]) / bare, _rate(pages["programme"]) / bare
    return [
        Target("sign-ups, as a part of bare", _sign_up_ratio(figures), 0.5, True),
        Target("statements a sign-up", figures["statements"]["statements"], 10),
        Target("web CPU a sign-up, ms", _cpu(figures, "ours", "cpu"), 15),
        Target("event page, as a part of bare", event, 0.5, True),
        Target("programme, as a part of bare", programme, 0.5, True),
        Target("CSV, times COPY", _mid(lists["csv"], "seconds") / copy, 12),
        Target("XLSX, times COPY", _mid(lists["xlsx"], "seconds") / copy, 75),
        Target("CSV, MB above rest", _mid(lists["csv"], "megabytes"), 64),
        Target("XLSX, MB above rest", _mid(lists["xlsx"], "megabytes"), 64),
        Target("list of 100 000, times list of 100", _list_ratio(lists), 1.3),
        Target("search by name, ms", lists["search"]["median"] * 1000, 50),
        Target("web process, MB", figures["worker"], 120),
        Target("first page after the start, s", figures["start"], 2),
    ]


def _lines(figures: dict):
    for name in ("ours", "bare"):
        runs = [run[name] for run in figures["sign_ups"]]
        yield (
            f"sign-ups, {name}: {_rate(runs):.1f} a second; web CPU "
            f"{_cpu(figures, name, 'cpu'):.1f} ms, database CPU "
            f"{_cpu(figures, name, 'database_cpu'):.1f} ms each; "
            f"p50 {_quantile(runs, 0.5):.2f} s, p95 {_quantile(runs, 0.95):.2f} s, "
            f"p99 {_quantile(runs, 0.99):.2f} s"
        )
        yield f"    outcomes of the three runs: {[run['outcomes'] for run in runs]}"
    held = [run["ours"]["counts"] for run in figures["sign_ups"]]
    yield f"    in the database, ours: {held}"
    for name, runs in figures["pages"].items():
        cpu = median(run["cpu"] / len(run["spent"]) for run in runs) * 1000
        yield f"page, {name}: {_rate(runs):.0f} a second, {cpu:.1f} ms CPU each"
    lists = figures["lists"]
    for name in ("copy", "csv", "xlsx"):
        yield f"{name} of 100 000: {_mid(lists[name], 'seconds'):.2f} s"
    for name in ("few", "many"):
        yield f"admin list, {name}: {median(lists[name]) * 1000:.0f} ms"


def _target_lines(figures: dict):
    for target in targets(figures):
        word = "met   " if target.is_met else "MISSED"
        sign = "≥" if target.at_least else "≤"
        yield f"{word} {target.name}: {target.value:.2f} ({sign} {target.limit})"


def _wrong(run: dict) -> bool:
    """Oversold, twice, without a mail, or told "recorded" without being there."""
    held = run["counts"]
    recorded = run["outcomes"].get("recorded", 0)
    is_lost = held["confirmed"] + held["waiting"] != recorded
    return bool(held["oversold"] or held["twice"] or held["without_mail"] or is_lost)


def _rate(runs: list[dict]) -> float:
    """How many a second, of the middle run."""
    return median(len(run["spent"]) / run["seconds"] for run in runs)


def _sign_up_ratio(figures: dict) -> float:
    ours, bare = (
        [run[name] for run in figures["sign_ups"]] for name in ("ours", "bare")
    )
    return _rate(ours) / _rate(bare)


def _cpu(figures: dict, name: str, kind: str) -> float:
    """Milliseconds a sign-up, of the middle run."""
    runs = [run[name] for run in figures["sign_ups"]]
    return median(run[kind] / len(run["spent"]) for run in runs) * 1000


def _quantile(runs: list[dict], part: float) -> float:
    return median(run["spent"][int(part * (len(run["spent"]) - 1))] for run in runs)


def _mid(runs: list[dict], name: str) -> float:
    return median(run[name] for run in runs)


def _list_ratio(lists: dict) -> float:
    return median(lists["many"]) / median(lists["few"])
