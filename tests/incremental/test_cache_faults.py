"""Whatever is done to the cache: the site is that of a build without it, and nothing that lies there is run."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.everywhere.surroundings import canary_store
from tests.incremental import cache_faults
from tests.incremental.cache_faults import FAULTS, MARK, PLAIN
from tests.site.conftest import ROOT, tree

if TYPE_CHECKING:
    from pathlib import Path

EACH = 60  # times that each fault is tried
RECORD = "records/qz-huyen/cells/ban-qa/2024/01-regular.md"


class Kept:
    """A store of which a record goes to and fro between two texts, what it holds of earlier runs, and the two sites."""

    def __init__(self, folder: Path) -> None:
        self.root = canary_store(folder / "so")
        self.site = folder / "trang"
        self.cache = self.root / ".cache" / "chibo"
        text = (self.root / RECORD).read_text("utf-8")
        self.texts = text, text.replace("place: ", "place: Trước ")
        self.clean: list[dict[str, str]] = []
        self.turn = 0
        for _ in self.texts:
            self.turn_over()
            assert self.build("--no-cache")[0] == 0
            self.clean.append(tree(self.site))
        assert self.clean[0] != self.clean[1]
        for _ in self.texts:
            self.turn_over()
            assert self.build() == (0, "")
        self.files = sorted(self.cache.rglob("*.json"))

    def turn_over(self) -> None:
        self.turn = 1 - self.turn
        (self.root / RECORD).write_text(self.texts[self.turn], encoding="utf-8")

    def build(self, *more: str) -> tuple[int, str]:
        """Build; the exit code and what was said of trouble."""
        asked = ["--store", str(self.root), "--output", str(self.site), "--profile", "internal", "--jobs", "1", *more]
        done = CliRunner().invoke(main, ["build", *asked])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stderr

    def is_clean(self) -> bool:
        return tree(self.site) == self.clean[1 - self.turn]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("cache"))


def spoil(kept: Kept, name: str, seed: int) -> None:
    """Do that to a file and build with a changed record, now and then into an empty place."""
    chance = random.Random(f"{name} {seed}")
    path = chance.choice([path for path in kept.files if path.is_file() and not path.is_symlink()])
    FAULTS[name](chance, path, kept.files)
    kept.turn_over()
    if chance.random() < 0.1:
        shutil.rmtree(kept.site)
    code, said = kept.build()
    told = path.relative_to(kept.cache).as_posix()
    assert code == 0, (name, told, said)
    assert kept.is_clean(), (name, told)
    if name in PLAIN:
        assert told in said, (name, told, said)


# Of every kind that is told apart on the way from the disk to a value.
@pytest.mark.parametrize(
    "name", ["flip a bit", "zero", "swap", "link", "a folder", "an object", "sealed: another line"]
)
def test_a_spoilt_cache_changes_no_byte_and_is_named(kept: Kept, name: str) -> None:
    spoil(kept, name, 0)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", FAULTS)
def test_however_it_is_spoilt(kept: Kept, name: str) -> None:
    for seed in range(EACH):
        spoil(kept, name, seed)


def test_a_last_run_that_is_nested_too_deeply_is_thrown_away(kept: Kept) -> None:
    last = next(path for path in kept.files if path.parent.name == "last")
    cache_faults.sealed(lambda _chance, _old: b"[" * 50_000)(random.Random(1), last, [])
    kept.turn_over()
    code, said = kept.build()
    assert (code, last.name in said, kept.is_clean()) == (0, True, True)


def test_there_are_a_thousand() -> None:
    assert EACH * len(FAULTS) >= 1000


def test_what_proves_itself_and_cannot_be_read_is_thrown_away_once(kept: Kept) -> None:
    spoil(kept, "sealed: another line", 1)
    kept.turn_over()
    assert kept.build() == (0, "")


@pytest.mark.torture
@pytest.mark.parametrize("name", FAULTS)
def test_a_check_is_what_it_is_without(tmp_path: Path, name: str) -> None:
    root = canary_store(tmp_path / "so")

    def checked(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["check", "--store", str(root), "--jobs", "1", "--format", "json", *more])
        return done.exit_code, done.stdout

    clean = checked("--no-cache")
    chance = random.Random(name)
    for _ in range(6):
        assert checked() == clean
        files = sorted(path for path in (root / ".cache/chibo").rglob("*.json") if path.is_file())
        for path in chance.sample(files, min(2, len(files))):
            FAULTS[name](chance, path, files)
        assert checked() == clean


# Run before the program, in a process of its own, as no hook can be taken out again.
HOOK = """
import sys
seen = []
OWN = ("generator.", "datetime", "fractions", "builtins.frozenset", "collections", "pathlib", "copyreg", "functools", "zoneinfo")

def hook(event, given):
    if event == "pickle.find_class" and not f"{given[0]}.{given[1]}".startswith(OWN):
        seen.append((event, given))
    elif event in {"exec", "compile"} and "QZ-hostile" in repr(given):
        seen.append((event, given))
    elif event == "open" and isinstance(given[0], str) and given[0].endswith("trap"):
        seen.append((event, given))
    elif event == "marshal.loads" and isinstance(given[0], bytes) and b"QZ-hostile" in given[0]:
        seen.append((event, given))

sys.addaudithook(hook)
from generator.cli import run
try:
    run()
except SystemExit as ended:
    print("SEEN", len(seen), seen, file=sys.stderr)
    raise
"""


def test_nothing_that_lies_in_the_cache_is_ever_run(kept: Kept, tmp_path: Path) -> None:
    root, site = tmp_path / "so", tmp_path / "trang"
    shutil.copytree(kept.root, root)
    chance = random.Random(1)
    files = sorted(path for path in root.rglob(".cache/chibo/**/*.json") if path.is_file())
    assert len(files) >= 6
    for path in files:
        FAULTS["an object"](chance, path, files)
        FAULTS["a stray file"](chance, path, files)
    asked = ["build", "--store", str(root), "--output", str(site), "--profile", "internal", "--jobs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", HOOK, *asked], env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "SEEN 0 " in done.stderr
    assert tree(site) == kept.clean[1 - kept.turn]
    assert not list(tmp_path.rglob("trap"))
    assert [path for path in files if path.is_file() and MARK in path.read_bytes() and "/last/" not in str(path)] == []


def test_the_hook_would_see_it(tmp_path: Path) -> None:
    program = f"{HOOK.partition('from generator')[0]}\nimport pickle\npickle.loads(open(sys.argv[1], 'rb').read())\nprint(len(seen))"
    path = tmp_path / "an-object"
    FAULTS["an object"](random.Random(2), path, [])
    done = subprocess.run([sys.executable, "-c", program, str(path)], text=True, capture_output=True, check=True)
    assert int(done.stdout) >= 2
    assert (tmp_path / "trap").exists()
