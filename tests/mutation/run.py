"""Mutants judged by tests: each in a fork of one warm process, so that nothing is imported twice and nothing stays.

A fork puts the changed code into the imported module, as if the file said so, and runs the tests that are to notice.
Tests are imported in the fork alone: none holds a function of before. A mutant is killed by a test that fails, by code
that cannot be imported, and by running on without end (a limit of processor time, which a busy machine does not use up).
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import io
import math
import os
import resource
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hypothesis.strategies
import pytest

from generator.rules import api
from tests import books, support
from tests.mutation.mutants import Mutant, mutated
from tests.store import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
HELPERS = (books, support, git, hypothesis.strategies)  # what most tests import: once, here
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "-o", "timeout=120")
PASSED, FAILED, NOT_IMPORTED = (int(pytest.ExitCode[n]) for n in ("OK", "TESTS_FAILED", "INTERRUPTED"))
MEMORY = "/dev/shm"  # where there is one, files are written and removed in no time
LIMIT, MORE = 4, 5  # processor time a mutant may take: so many times that of the tests without it, and so many seconds


class Unusable(Exception):
    """Tests that fail without a mutant, or cannot be run: they say nothing about mutants."""


class Subject(NamedTuple):
    """A module to change, its file and text, and what pytest is given: for its code, and for what its RULE states."""

    name: str
    module: ModuleType
    path: Path
    source: str
    tests: tuple[str, ...]
    tests_of_facts: tuple[str, ...] = ()

    def tested(self, mutant: Mutant | None, scratch: Path) -> int:
        """Put a mutant in place and run the tests; pytest's exit code. For a process of its own.

        Where there is none, the module is put in its own place: by itself that must be noticed by nothing.
        """
        tree = mutated(self.source, mutant) if mutant is not None else ast.parse(self.source)
        try:
            exec(compile(tree, str(self.path), "exec"), vars(self.module))
        except Exception:  # noqa: BLE001 - a module that cannot be imported is noticed by every test
            return NOT_IMPORTED
        for remembered in (api.rules, api.checks, api.summings):
            remembered.cache_clear()
        chosen = self.tests if mutant is not None and not mutant.states else self.tests_of_facts or self.tests
        return int(pytest.main([*OPTIONS, f"--basetemp={scratch / 'tmp'}", *chosen]))


class Verdict(NamedTuple):
    """What became of a mutant."""

    subject: Subject
    mutant: Mutant
    killed: bool

    def __str__(self) -> str:
        """The place as editors take it, what the code says there, and what it may as well say."""
        path, m = os.path.relpath(self.subject.path, ROOT), self.mutant
        return f"{path}:{m.line}:{m.column}: {m.where or 'the module'}: `{m.was}` → `{m.to}`"


def rule(code: str) -> Subject:
    """A rule with its own test file and the examples of its docstring; for its facts with the tests of all rules too."""
    module = next(m for m in api.modules() if m.RULE.code == code)
    stem = module.__name__.rpartition(".")[2]
    path, tests = ROOT / f"generator/rules/{stem}.py", ROOT / "tests/rules"
    own = (f"{tests}/test_{stem}.py", f"{tests}/test_docstrings.py", "-k")
    return Subject(
        code, module, path, path.read_text(encoding="utf-8"),
        (*own, code), (f"{tests}/test_api.py", *own, f"{code} or test_api"),
    )  # fmt: skip


def judge(subject: Subject, changes: Iterable[Mutant], jobs: int) -> list[Verdict]:
    """A verdict on each mutant of a module, in their order, found by so many processes at a time.

    Errors: Unusable, where its tests fail as it stands.
    """
    with tempfile.TemporaryDirectory(prefix="mutation-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        scratch = Path(folder)
        (sound,) = _forked(subject, [None], 0, jobs, scratch)
        if sound.code != PASSED:
            raise Unusable(f"{subject.path}: its tests fail without a mutant\n{sound.told}")
        verdicts = {}
        limit = LIMIT * math.ceil(sound.seconds) + MORE
        for done in _forked(subject, changes, limit, jobs, scratch):
            if done.mutant is None or (done.code not in {PASSED, FAILED, NOT_IMPORTED} and done.code >= 0):
                raise Unusable(f"{subject.path}: {done.mutant}\n{done.told}")
            verdicts[done.number] = Verdict(subject, done.mutant, killed=done.code != PASSED)
    return [verdicts[number] for number in sorted(verdicts)]


class _Done(NamedTuple):
    """A fork that has ended: the exit code of pytest, or minus the signal that ended it."""

    number: int
    mutant: Mutant | None
    code: int
    seconds: float
    told: str


def _forked(subject: Subject, work: Iterable[Mutant | None], limit: int, jobs: int, scratch: Path) -> Iterator[_Done]:
    waiting = enumerate(work)
    running: dict[int, tuple[int, Mutant | None, Path]] = {}
    while True:
        while len(running) < jobs and (task := next(waiting, None)) is not None:
            number, mutant = task
            place = scratch / f"{number}-{limit}"
            place.mkdir()
            running[_fork(subject, mutant, limit, place)] = (number, mutant, place)
        if not running:
            return
        pid, status, usage = os.wait4(-1, 0)
        if pid in running:
            number, mutant, place = running.pop(pid)
            told = (place / "told").read_text(encoding="utf-8", errors="replace")
            shutil.rmtree(place, ignore_errors=True)
            code = os.waitstatus_to_exitcode(status)
            yield _Done(number, mutant, code, usage.ru_utime + usage.ru_stime, told)


def _fork(subject: Subject, mutant: Mutant | None, limit: int, place: Path) -> int:
    sys.stdout.flush()  # or the fork would say it again
    pid = os.fork()
    if pid:
        return pid
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        told = os.open(place / "told", os.O_WRONLY | os.O_CREAT)
        for stream in (1, 2):
            os.dup2(told, stream)
        if limit:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        code = subject.tested(mutant, place)
    except BaseException:  # noqa: BLE001 - told by the process that waits for this one
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)  # nothing of the process it came from is to be ended twice


@functools.cache
def warm() -> None:
    """Import and compile, once, what every run of tests would."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        pytest.main(["--version", "--assert=plain"])
    with tempfile.TemporaryDirectory() as folder:
        support.checked(Path(folder))
    gc.collect()
    gc.freeze()
