"""The results of benchmarks: kept as JSON, shown as tables of Markdown between two marks of a page."""

from __future__ import annotations

import json
import os
import platform
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.scenarios import Outcome
    from benchmarks.store import Shape

BEGIN, END = "<!-- results: written by `make benchmarks` -->", "<!-- end of the results -->"
BUSY = 0.1  # of the machine's time: where other programs took more, a figure is marked
WORDS = {
    "cold": "cold build",
    "unchanged": "build again, nothing changed",
    "record": "build after one meeting changed",
    "roll": "build after one roll changed",
    "rulebook": "build after the rulebook changed",
    "template": "build after a template changed",
    "check": "check",
    "changes": "check of what changed since HEAD, one meeting",
    "serve": "serve: from saving a meeting to its page",
    "plugin": "mkdocs build with the plugin, cold",
    "dask": "cold build by two Dask workers of this machine",
    "mkdocs": "cold build beside MkDocs",
}
OTHERS = {"cold": "Hugo", "plugin": "chibo build", "dask": "chibo build", "mkdocs": "MkDocs"}


def machine() -> dict[str, str | int]:
    """What kind of machine this is; not which."""
    facts: dict[str, str | int] = {
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000,
    }
    names = [line for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if line.startswith("model name")]
    return facts | ({"processor": names[0].partition(":")[2].strip()} if names else {})


def save(folder: Path, shape: Shape, program: dict[str, str], outcomes: dict[str, Outcome]) -> Path:
    """Write what was measured; scenarios measured before stay if it was of the same program on such a machine."""
    file = folder / f"{shape.cells}x{shape.years}.json"
    head: dict[str, Any] = {"store": asdict(shape), "machine": machine(), "program": program}
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    same = {key: before.get(key) for key in head} == head
    scenarios = before["scenarios"] if same else {}
    for name, outcome in outcomes.items():
        scenarios[name] = {key: value for key, value in asdict(outcome).items() if value}
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**head, "scenarios": scenarios}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def tables(folder: Path) -> str:
    """Every result of a folder as Markdown, small stores first."""
    found = [json.loads(file.read_text("utf-8")) for file in folder.glob("*.json")]
    found.sort(key=lambda result: result["store"]["cells"] * result["store"]["years"])
    return "\n".join(_table(result) for result in found)


def _table(result: dict[str, Any]) -> str:
    store, scenarios, cores = result["store"], result["scenarios"], result["machine"]["cores"]
    facts = ", ".join(f"{key} {value}" for key, value in result["machine"].items())
    years = f"{store['years']} year{'s' if store['years'] > 1 else ''}"
    title = f"{store['cells']:,} cells, {years}, {store['cells'] * store['years'] * 12:,} meetings"
    lines = [
        f"### {title}", "", f"Program {' '.join(result['program'].values())}; {facts}.", "",
        "| | runs | seconds | of a cold build | processor seconds | memory, MB | read, MB | written, MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]  # fmt: skip
    cold = _median(scenarios.get("cold", {}).get("runs", []), "seconds")
    notes = []
    for name in (name for name in WORDS if name in scenarios):
        one = scenarios[name]
        if one.get("note"):
            notes.append(f"{WORDS[name].capitalize()}: {one['note']}.")
        for words, runs in ((WORDS[name], one.get("runs", [])), (f"{OTHERS.get(name)}, cold", one.get("other", []))):
            if runs:
                lines.append(_row(words, runs, cold, cores))
        if one.get("other"):
            notes.append(_ratios(name, one["runs"], one["other"]))
    if any("†" in line for line in lines):
        notes.append("† Other programs were at work on the machine meanwhile: not a figure to quote.")
    return "\n".join([*lines, "", *(f"{note}\n" for note in notes)])


def _row(words: str, runs: list[dict[str, Any]], cold: float | None, cores: int) -> str:
    seconds = _median(runs, "seconds") or 0.0
    exits = sorted({run["exit"] for run in runs} - {0})
    mark = " †" if any((run["elsewhere"] or 0) > BUSY * cores * run["seconds"] for run in runs) else ""
    figures = [
        str(len(runs)), f"{seconds:.2f}{mark}", f"{seconds / cold:.2f}" if cold else "–",
        _shown(_median(runs, "cpu"), 1, 2),
        *(_shown(_median(runs, key), 1e6, 0) for key in ("memory", "read", "written")),
    ]  # fmt: skip
    told = f"{words} (exit {', '.join(map(str, exits))})" if exits else words
    return f"| {told} | {' | '.join(figures)} |"


def _ratios(name: str, ours: list[dict[str, Any]], others: list[dict[str, Any]]) -> str:
    pairs = list(zip(ours, others, strict=True))
    seconds, memory = (statistics.median(a[key] / b[key] for a, b in pairs) for key in ("seconds", "memory"))
    return f"Against {OTHERS[name]}, medians of the ratios of pairs: time {seconds:.2f}, memory {memory:.2f}."


def _median(runs: list[dict[str, Any]], key: str) -> float | None:
    known = [run[key] for run in runs if run[key] is not None]
    return statistics.median(known) if known else None


def _shown(value: float | None, unit: float, places: int) -> str:
    return "–" if value is None else f"{value / unit:,.{places}f}"


def put_into(page: Path, text: str) -> None:
    """Put tables between the marks of a page.

    Errors: ValueError where the page lacks a mark.
    """
    whole = page.read_text("utf-8")
    before, inside = whole.index(BEGIN), whole.index(END)
    page.write_text(f"{whole[:before]}{BEGIN}\n\n{text.strip()}\n\n{whole[inside:]}", encoding="utf-8")


__all__ = ["BEGIN", "END", "machine", "put_into", "save", "tables"]
