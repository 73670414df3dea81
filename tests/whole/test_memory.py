"""`chibo build` with little memory: it is done or refused in one line, and the old site stands until the new one does."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole.bench import Bench, put_back

ROOT = Path(__file__).resolve().parents[2]
FINE = [32 + 4 * step for step in range(16)]  # megabytes: from too little to load the program, to enough for this store
COARSE = [64 + 448 * step // 15 for step in range(16)]


def judge(bench: Bench, megabytes: int, jobs: str) -> int:
    """Build with so much memory for each process; the exit code."""
    put_back(bench.base, bench.store)
    most = megabytes << 20
    done = subprocess.run(
        [sys.executable, "-B", "-m", "generator", "build", "--jobs", jobs], cwd=bench.store, text=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )  # fmt: skip
    where = (megabytes, jobs, done)
    assert "Traceback" not in done.stderr, where
    if done.returncode == -signal.SIGABRT:  # a library that is not written in Python can but end the process
        assert "memory allocation" in done.stderr, where
    else:
        assert done.returncode in {0, 1}, where
        assert done.stderr.count("\n") == done.returncode, where
    assert bench.site == (bench.new if done.returncode == 0 else bench.old), where
    return done.returncode


@pytest.mark.parametrize("bench", ["change"], indirect=True)
def test_too_little_memory_is_told_in_one_line(bench: Bench) -> None:
    assert judge(bench, 40, "1") == 1


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("bench", ["change"], indirect=True)
def test_any_memory_is_enough_or_refused(bench: Bench, jobs: str) -> None:
    codes = [judge(bench, megabytes, jobs) for megabytes in sorted({*FINE, *COARSE})]
    assert codes[0] == 1
    assert codes[-1] == 0
    bench.finish("build", "little memory")
