"""Fuzzing guided by coverage: `python -m tests.fuzz.run`, which `make fuzz` calls.

Each target runs in a process of its own, on inputs that grow with what they reach; the corpus is kept in
`.cache/fuzz`. An exception, more than two seconds or more than 1 GB for one input ends it with the input in a file.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

TARGETS = ("yaml", "minutes", "meeting", "record", "roll", "fix", "settings")
KEPT = Path(__file__).parents[2] / ".cache" / "fuzz"
SECONDS, MEGABYTES, LONGEST = 2, 1024, 4096


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def fuzz(target: str, executions: int) -> None:
    """Run one target; does not return."""
    import atheris

    with atheris.instrument_imports(include=["generator"]):  # nothing of it may have been loaded before
        from tests.fuzz import targets
        from tests.fuzz.seeds import seeds
    corpus = KEPT / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(seeds(target)):
        (corpus / f"seed-{number:03d}").write_bytes(raw)
    limits = [f"-runs={executions}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}"]
    quiet = ["-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={KEPT}/{target}-fault-", "-seed=1"]
    atheris.Setup([sys.argv[0], *limits, *quiet, str(corpus)], targets.TARGETS[target])
    atheris.Fuzz()


def main() -> int:
    """Run the targets that were asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executions", type=int, default=300_000)
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--one", choices=TARGETS)
    asked = parser.parse_args()
    if asked.one:
        fuzz(asked.one, asked.executions)
    broken = []
    for target in asked.targets.split(","):
        command = [sys.executable, "-m", "tests.fuzz.run", "--one", target, "--executions", str(asked.executions)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        figures = dict(
            line.split("::")[1].split(": ", 1) for line in done.stderr.splitlines() if line.startswith("stat::")
        )
        number = figures.get("number_of_executed_units", "?")
        say(f"{target}: {number.strip()} executions, {'no fault' if done.returncode == 0 else 'FAULT'}")
        if done.returncode:
            broken.append(target)
            say(f"{done.stdout[-2000:]}\n{done.stderr[-6000:]}")
    return len(broken)


if __name__ == "__main__":
    sys.exit(main())
