"""That nothing a rule asks is asked in vain: a sample of mutants each time, all of them in the long run."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.mutation import report, run
from tests.mutation.equivalents import EQUIVALENTS, Equivalent
from tests.mutation.mutants import mutants

if TYPE_CHECKING:
    from pathlib import Path

CODE = "def best(a, b):\n    while a > b > 10:\n        a -= 1\n    return a if a >= b else b\n"
TESTS = "import toy\n\ndef test_best():\n    assert toy.best(2, 1) == 2\n    assert toy.best(1, 2) == 2\n"
SAME = Equivalent("TOY", "best", "a >= b", "a > b", "of two that are equal either is the best")


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> run.Subject:
    """A module with a comparison that no test holds, and tests of it."""
    (tmp_path / "toy.py").write_text(CODE)
    (tmp_path / "test_toy.py").write_text(TESTS)
    spec = importlib.util.spec_from_file_location("toy", tmp_path / "toy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "toy", module)
    return run.Subject("TOY", module, tmp_path / "toy.py", CODE, (str(tmp_path / "test_toy.py"), "-c", "/dev/null"))


def told(subject: run.Subject, *listed: Equivalent, where: str = "") -> tuple[list[str], list[str]]:
    """The lines said and what is wrong, of the mutants whose text was so."""
    said: list[str] = []
    chosen = [m for m in mutants(subject.source) if where in m.was and m.line == 4]
    return said, report.told([(subject, chosen)], 2, listed, said.append)


def test_a_mutant_that_nothing_notices_is_told_with_its_place(toy: run.Subject) -> None:
    said, wrong = told(toy)
    assert [line.split() for line in said[1:]] == [["TOY", "1", "3", "2", "0", "1"], ["all", "1", "3", "2", "0", "1"]]
    (line,) = wrong
    assert line.endswith("toy.py:4:17: best: `a >= b` → `a > b` is noticed by no test")


def test_one_that_is_listed_is_counted_apart(toy: run.Subject) -> None:
    said, wrong = told(toy, SAME)
    assert said[-1].split() == ["all", "1", "3", "2", "1", "0"]
    assert wrong == []


def test_the_list_must_be_true(toy: run.Subject) -> None:
    killed, gone = SAME._replace(to="True"), SAME._replace(was="a == b")
    _, wrong = told(toy, SAME, killed, gone)
    assert len(wrong) == 2
    assert "is no mutant any more" in wrong[0] or "is noticed by a test" in wrong[0]
    assert all("take it off the list" in line for line in wrong)


def test_tests_that_fail_anyway_say_nothing(toy: run.Subject) -> None:
    toy.path.with_name("test_toy.py").write_text("def test_never():\n    assert False\n")
    said, wrong = told(toy)
    assert said[-1].split() == ["all", "0", "0", "0", "0", "0"]
    assert "its tests fail without a mutant" in wrong[0]


def test_the_module_itself_stays_as_it_is(toy: run.Subject) -> None:
    told(toy)
    assert toy.module.best(1, 2) == 2


@pytest.mark.torture
def test_a_mutant_that_runs_on_for_ever_is_noticed(toy: run.Subject) -> None:
    toy.path.with_name("test_toy.py").write_text(f"{TESTS}    assert toy.best(12, 11) == 11\n")
    endless = [m for m in mutants(CODE) if m.to == "True" and m.line == 2]
    assert [verdict.killed for verdict in run.judge(toy, endless, 1)] == [True]


def test_what_is_listed_has_its_reason() -> None:
    assert len({one[:4] for one in EQUIVALENTS}) == len(EQUIVALENTS)
    assert [one for one in EQUIVALENTS if len(one.reason.split()) < 3] == []


# --- the rules --------------------------------------------------------------------------------------------


def mutation(*arguments: str) -> str:
    """Run the command in a process of its own, where no test has imported a rule; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", *arguments], cwd=run.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_sample_of_the_rules() -> None:
    *rules, total = mutation("--sample").splitlines()[1:]
    assert len(rules) >= 12
    assert [total.split()[at] for at in (2, 5)] == [str(len(rules)), "0"], "one mutant each, and none left"


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_every_condition_of_every_rule() -> None:
    mutation()
