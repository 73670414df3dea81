"""Is every condition of these rules (by default of all) held by a test?"""

from __future__ import annotations

import argparse
import sys

from generator.rules import api
from tests.mutation import run
from tests.mutation.equivalents import EQUIVALENTS
from tests.mutation.mutants import mutants
from tests.mutation.report import told

FIFTH = 5


def main(arguments: list[str]) -> int:
    """Print a line for each rule, then what is wrong; 1 where something is."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="rules, such as AT101 (default: all)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes at a time (default: 2)")
    parser.add_argument("--sample", action="store_true", help="one mutant of every fifth rule")
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.codes) - set(api.rules())):
        parser.error(f"no such rule: {', '.join(unknown)}")
    work = [(one, mutants(one.source)) for one in map(run.rule, given.codes or api.rules())]
    if given.sample:
        work = [(one, changes[len(changes) // 2 :][:1]) for one, changes in work[::FIFTH]]
    wrong = told(work, given.jobs, EQUIVALENTS, _say, whole=not given.sample)
    for line in wrong:
        _say(line)
    return 1 if wrong else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
