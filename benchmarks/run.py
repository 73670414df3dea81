"""Run benchmarks: write synthetic stores, measure each scenario, keep the results and show them in docs/benchmarks.md.

python -m benchmarks.run --cells 20,200 --runs 3 --scenario cold --scenario record
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import generator
from benchmarks import results
from benchmarks.bench import Bench, Failed, copy_program, find_hugo
from benchmarks.scenarios import SCENARIOS, Outcome
from benchmarks.store import ROOT, Shape, git, write


def run(shape: Shape, names: list[str], runs: int, source: Path, hugo: Path | None) -> dict[str, Outcome]:
    """Measure scenarios on a new store of that shape, with a copy of the program of a checkout.

    Errors: Failed where a command does not do its work, or a scenario leaves the store changed.
    """
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        work = Path(folder)
        bench = Bench(shape, work / "store", work / "program", work / "sites", hugo)
        bench.work.mkdir()
        copy_program(source, bench.program)
        write(bench.store, shape)
        found = {}
        for name in names:
            print(f"{shape.cells} cells: {name} …", file=sys.stderr, flush=True)
            found[name] = SCENARIOS[name](bench, runs)
            if not bench.is_clean():
                raise Failed(f"{name} left the store changed")
        return found


def program_of(source: Path) -> dict[str, str]:
    """Which program was measured: its version, and its commit where there is one."""
    try:
        commit = git(source, "rev-parse", "--short", "HEAD").strip()
        changed = bool(git(source, "status", "--porcelain", "--", "generator", "site_templates", "docs/handbook"))
    except subprocess.CalledProcessError:
        return {"version": generator.__version__}
    return {"version": generator.__version__, "commit": commit + (" and changes" if changed else "")}


def main(words: list[str] | None = None) -> int:
    """Do what the command line asks; exit code 1 where something could not be measured."""
    parser = argparse.ArgumentParser(description="Measure the program on synthetic stores.")
    parser.add_argument("--cells", default="20,200", help="sizes of the stores (default: 20,200)")
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scenario", action="append", choices=list(SCENARIOS), help="one of several; default: all")
    parser.add_argument("--source", type=Path, default=ROOT, help="the checkout whose program is measured")
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results", metavar="DIR")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md", metavar="FILE")
    asked = parser.parse_args(words)
    names = asked.scenario or list(SCENARIOS)
    try:
        for cells in map(int, asked.cells.split(",")):
            shape = Shape(cells, asked.years)
            found = run(shape, names, asked.runs, asked.source.resolve(), find_hugo())
            print(results.save(asked.results, shape, program_of(asked.source), found), file=sys.stderr)
    except (Failed, subprocess.SubprocessError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    text = results.tables(asked.results)
    results.put_into(asked.page, text)
    print(text)
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers and folders are cleaned up on the way out
    sys.exit(main())
