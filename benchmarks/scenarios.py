"""What is measured: each scenario is a function of a store and a number of runs, and restores the store."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import serving
from benchmarks.bench import (
    RULEBOOK,
    TEMPLATE,
    Bench,
    Failed,
    edit_record,
    edit_roll,
    edit_rulebook,
    edit_template,
    kept,
)
from benchmarks.measure import Measured, measure
from benchmarks.others import write_hugo, write_mkdocs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Edit = Callable[[Bench, int], Path]

MKDOCS_UP_TO = 1_200  # meetings: its navigation is quadratic, so that beyond this there is nothing to learn


@dataclass(frozen=True)
class Outcome:
    """The runs of one scenario; `other` are those of the other program, pair by pair, `note` why there are none."""

    runs: list[Measured]
    other: list[Measured]
    note: str = ""


def cold(bench: Bench, runs: int) -> Outcome:
    """A build with neither cache nor old site, and Hugo's of the same meetings, in turn."""
    if bench.hugo is None:
        return Outcome([_cold(bench) for _ in range(runs)], [], "Hugo is not installed")
    site = bench.work / "hugo"
    if not site.exists():
        write_hugo(site, bench.shape)
    return _in_turn(bench, runs, site, [str(bench.hugo), "--quiet"], "public")


def mkdocs(bench: Bench, runs: int) -> Outcome:
    """The same against MkDocs as it comes, for small stores."""
    if bench.shape.meetings > MKDOCS_UP_TO:
        return Outcome([], [], f"not run above {MKDOCS_UP_TO} meetings")
    site = bench.work / "mkdocs"
    if not site.exists():
        write_mkdocs(site, bench.shape)
    return _in_turn(bench, runs, site, [sys.executable, "-m", "mkdocs", "build", "--quiet"], "site")


def plugin(bench: Bench, runs: int) -> Outcome:
    """`mkdocs build` of the store with the plugin, against `chibo build`: the same site by the other way."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(bench.output)]
    ours, own = [], []
    for _ in range(runs):
        own.append(_cold(bench))
        bench.forget()
        ours.append(measure(command, bench.store, bench.environment))
        if ours[-1].exit:
            raise Failed(f"mkdocs build: exit {ours[-1].exit}")
    return Outcome(ours, own)


def dask(bench: Bench, runs: int) -> Outcome:
    """A cold build with Dask's executor, of two workers on this machine, against the usual one."""
    try:
        import distributed
    except ImportError:
        return Outcome([], [], "Dask is not installed (pip install 'chibo[dask]')")
    ours, own = [], []
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        for _ in range(runs):
            own.append(_cold(bench))
            bench.forget()
            ours.append(bench.build("--executor", address))
    return Outcome(ours, own)


def _in_turn(bench: Bench, runs: int, site: Path, command: list[str], output: str) -> Outcome:
    """Both programs from nothing; who begins changes from pair to pair."""
    ours, others = [], []
    for run in range(runs):
        if run % 2:
            ours.append(_cold(bench))
        shutil.rmtree(site / output, ignore_errors=True)
        others.append(measure(command, site))
        if others[-1].exit:
            raise Failed(f"{command[-2:]}: exit {others[-1].exit}")
        if not run % 2:
            ours.append(_cold(bench))
    return Outcome(ours, others)


def _cold(bench: Bench) -> Measured:
    bench.forget()
    return bench.build()


def unchanged(bench: Bench, runs: int) -> Outcome:
    """A build after a build, nothing changed."""
    bench.build()
    return Outcome([bench.build() for _ in range(runs)], [])


def record(bench: Bench, runs: int) -> Outcome:
    """A build after a build and an edit of one meeting."""
    return _edited(bench, runs, edit_record, [bench.record(run) for run in range(runs)])


def roll(bench: Bench, runs: int) -> Outcome:
    """A build after a build and an edit of one `members.yml`."""
    return _edited(bench, runs, edit_roll, [bench.record(run).parent.parent / "members.yml" for run in range(runs)])


def rulebook(bench: Bench, runs: int) -> Outcome:
    """A build after a build and an edit of the rulebook."""
    return _edited(bench, runs, edit_rulebook, [bench.store / RULEBOOK])


def template(bench: Bench, runs: int) -> Outcome:
    """A build after a build and an edit of the layout, in the copy of the program."""
    return _edited(bench, runs, edit_template, [bench.program / TEMPLATE])


def _edited(bench: Bench, runs: int, change: Edit, files: list[Path]) -> Outcome:
    """Each run edits something else, so that no run finds what an earlier one has left."""
    found = []
    with ExitStack() as stack:
        stack.enter_context(kept(*dict.fromkeys(files)))
        bench.build()
        for run in range(runs):
            change(bench, run)
            found.append(bench.build())
    return Outcome(found, [])


def check(bench: Bench, runs: int) -> Outcome:
    """`chibo check` of everything, without a cache."""
    found = []
    for _ in range(runs):
        bench.forget()
        found.append(bench.chibo("check"))
    return Outcome(found, [])


def changes(bench: Bench, runs: int) -> Outcome:
    """`chibo check --changed-since HEAD` after an edit of one meeting."""
    found = []
    for run in range(runs):
        with kept(bench.record(run)):
            edit_record(bench, run)
            found.append(bench.chibo("check", "--changed-since", "HEAD"))
    return Outcome(found, [])


def serve(bench: Bench, runs: int) -> Outcome:
    """From saving a meeting to the page that shows it, while `chibo serve` runs."""
    return Outcome(serving.reload(bench, runs), [])


SCENARIOS: dict[str, Callable[[Bench, int], Outcome]] = {
    one.__name__: one
    for one in (cold, unchanged, record, roll, rulebook, template, check, changes, serve, plugin, dask, mkdocs)
}

__all__ = ["MKDOCS_UP_TO", "SCENARIOS", "Outcome"]
