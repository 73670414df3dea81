"""Where the time of a cold build goes, by stage and by function, in one process.

    python -m benchmarks.stages STORE [--top 25] [--calls]

The processor clock stops the build every few milliseconds and asks which functions are at work. That costs next to
nothing, so the shares are those of an ordinary build; `--calls` counts every call instead (cProfile), which makes small
functions look larger than they are. What is waited for (git, the disk) is in neither.
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import shutil
import signal
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

INTERVAL = 0.002  # seconds of processor time; the kernel may round it up
DATA = (
    "calendar", "csv", "data", "database", "feed", "package", "provenance", "rows", "schemas", "sheets", "tables",
    "workbook",
)  # fmt: skip
# The stage of a sample is that of its innermost frame whose module begins so; of several, the longest counts.
STAGES = {
    "generator.store": "load",
    "generator.store.source": "load: git and files",
    "generator.store.yaml": "load: YAML",
    "yaml": "load: YAML",
    "generator.check": "check",
    "generator.rules": "check",
    "generator.judge": "check",
    "generator.stats": "count",
    "generator.views.summary": "count",
    "generator.views.reduce": "reduce",
    "generator.views.sums": "reduce",
    "generator.views": "views",
    "generator.views.search": "search",
    "generator.render": "render",
    "generator.render.minutes": "render: minutes",
    "generator.publish": "write",
    "generator.publish.search": "search",
    **{f"generator.publish.{name}": "data files" for name in DATA},
    "generator.mkdocs_plugin": "MkDocs",
    "mkdocs": "MkDocs",
    "markdown": "MkDocs",
    "importlib._bootstrap": "imports",
}
CELL = ("generator.work", "work")  # what this calls is done for one cell; all else stands above the cells
OURS = ("generator.", "benchmarks.")


@dataclass
class Samples:
    """What the samples said: how often which stage (of a cell, or above), module, function, function with its calls.

    A module stands for what it calls of others' code too, a template for what it prints.
    """

    total: int = 0
    stages: Counter[tuple[str, bool]] = field(default_factory=Counter)
    modules: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)

    def take(self, _signal: int, frame: FrameType | None) -> None:
        """Count one sample."""
        if frame is None:
            return
        self.total += 1
        self.own[_name(frame)] += 1
        stage, module, is_cell, seen = "", "", False, set[str]()
        while frame is not None and frame.f_code is not _build.__code__:
            here = _module(frame)
            stage = stage or stage_of(here)
            module = module or (here if here.startswith(OURS) or here.endswith(".html") else "")
            is_cell = is_cell or (here, frame.f_code.co_name) == CELL
            seen.add(_name(frame))
            frame = frame.f_back
        self.stages[stage or "other", is_cell] += 1
        self.modules[module or "other"] += 1
        self.within.update(seen)


def stage_of(module: str) -> str:
    """The stage a module belongs to; empty where it is one that all of them use."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((STAGES[name] for name in names if name in STAGES), "")


def _module(frame: FrameType) -> str:
    """The module of a frame; a template has none, and is called by its path."""
    named: str | None = frame.f_globals.get("__name__")
    return named or "/".join(Path(frame.f_code.co_filename).parts[-2:])


def _name(frame: FrameType) -> str:
    return f"{_module(frame)}:{frame.f_code.co_qualname}"


def _build(store: Path, output: Path) -> None:
    from generator import mkdocs_site
    from generator.garbage import collect_rarely

    collect_rarely()
    logging.disable(logging.CRITICAL)
    mkdocs_site.build(store, output, {"jobs": 1, "profile": "internal"}, None)


def sample(store: Path, output: Path) -> Samples:
    """Build a store in this process and sample it."""
    samples = Samples()
    signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        _build(store, output)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return samples


def table(samples: Samples, top: int) -> str:
    """The shares as text."""
    whole = samples.total or 1
    names = Counter[str]()
    for (stage, _), count in samples.stages.items():
        names[stage] += count
    lines = [f"{samples.total} samples", "", f"{'stage':24} {'all':>7} {'cells':>7} {'above':>7}"]
    for stage, count in names.most_common():
        cells, above = samples.stages[stage, True], samples.stages[stage, False]
        lines.append(f"{stage:24} {count / whole:7.1%} {cells / whole:7.1%} {above / whole:7.1%}")
    parts = {
        "modules, with what they call of others": samples.modules,
        "functions by themselves": samples.own,
        "functions with all they call": samples.within,
    }
    for title, counted in parts.items():
        lines += ["", title]
        lines += [f"{count / whole:7.1%}  {name}" for name, count in counted.most_common(top)]
    return "\n".join(lines)


def count_calls(store: Path, output: Path, top: int) -> None:
    """Build a store in this process under cProfile and print its longest functions."""
    profile = cProfile.Profile()
    profile.runcall(_build, store, output)
    stats = pstats.Stats(profile)
    for order in ("tottime", "cumulative"):
        stats.sort_stats(order).print_stats(top)


def main() -> None:
    """Build a store without a cache beside it and print the shares."""
    parser = argparse.ArgumentParser(description="Where the time of a cold build goes.")
    parser.add_argument("store", type=Path)
    parser.add_argument("--top", type=int, default=25)
    parser.add_argument("--calls", action="store_true", help="count calls (cProfile) instead of sampling")
    asked = parser.parse_args()
    shutil.rmtree(asked.store / ".cache", ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="stages-") as folder:
        output = Path(folder) / "site"
        if asked.calls:
            count_calls(asked.store, output, asked.top)
        else:
            print(table(sample(asked.store, output), asked.top))


if __name__ == "__main__":
    main()
