"""Whatever stands in records, names of files and arguments, no message of any command drives a terminal or a build log."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import cli, report
from generator.mkdocs_log import keep_inert
from generator.publish import manifest
from tests.inert import store, strings

# How each command may be called with a word that it does not expect.
CALLS = [
    "{}", "check {}", "check --store {}", "check --format {}", "check --lang {}", "check --rev {}", "check --changed-since {}", "check --as-of {}", "check --kind {}",
    "check --executor {}", "check --executor dask://{}", "check --jobs {}", "check --{}", "check --fix --diff {}", "build --profile {}", "build --rev {}", "build --executor {}",
    "build --as-of {}", "export --format {}", "export --district {}", "export --rev {}", "status --as-of {}", "status --year {}", "explain {}", "new {}", "new meeting {} 2024-03",
    "new meeting ban-0 {}", "new meeting ban-0 2024-03 --kind {}", "new meeting ban-0 2024-03 --slug {} --kind thematic", "new cell {}", "new rule {}", "new rule thu --scope {}", "forget {} --ground x",
    "forget ban-0/{} --ground x", "forget ban-0/dv01 --ground {}", "export-person {} --output x.zip", "export-person ban-0/{} --output x.zip", "remind --profile {}", "summary --rev {}",
    "summary --changed-since {}", "schema {}", "verify --output {}", "rollback --output {}", "codeowners {}", "status {}",
]  # fmt: skip
# What commands say of records that are hostile themselves.
TOLD = [
    *(f"check --format {name}" for name in report.formats()), "check --lang en", "check --strict --kind unmet", "check records/van-quan",
    "check --changed-since HEAD~1", "check --fix --diff", "status", "status --lang en", "summary", "summary --lang en", "remind --output letters", "codeowners", "codeowners --check", "build --profile internal", "export --profile internal", "forget ban-0/dv01 --ground x", "forget ban-0/dv01 --ground x --lang en",
    "export-person ban-0/dv01 --output person.zip", "new meeting ban-0 2025-01", "new cell van-quan/ban-moi", "verify --output spoilt", "check --fix", "forget ban-0/dv01 --ground x --apply",
]  # fmt: skip
TRIED = {"verify --output spoilt", "check --fix --diff", "forget ban-0/dv01 --ground x", "status"}
# What a diff shows before and behind a line that is mended, and behind one that loses a name.
NEAR = "\n::error::x\nNông Thị Hoà\u00a0họp\n  ::warning::y\n##[error]z\n"
_BAD = {"Cc", "Cs", "Zl", "Zp"}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMMAND = re.compile(r"##\w*\[")
OURS = ("::error file=", "::warning file=", "::notice file=")


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: object
    text: str


def run(call: list[str]) -> Said:
    """Run a command in this process, its streams together."""
    printed = io.BytesIO()
    stream = io.TextIOWrapper(printed, encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        patch.setattr(sys, "argv", ["chibo", *call])
        with pytest.raises(SystemExit) as ended:
            cli.run()
    return Said(ended.value.code, printed.getvalue().decode("utf-8"))


def assert_inert(said: Said, commands: bool = False) -> None:
    """Assert that what was printed is text and nothing else. `commands`: ours for a forge are among it."""
    assert {c for c in said.text if c not in "\n\t" and unicodedata.category(c) in _BAD} == set(), said.text
    assert _BIDI.search(said.text) is None, said.text
    assert _COMMAND.search(said.text) is None, said.text
    lines = [line for line in said.text.splitlines() if line.strip().startswith("::")]
    assert [line for line in lines if not (commands and line.startswith(OURS))] == []
    assert "Traceback" not in said.text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store under git whose records, file names, settings of owners and published folder hold commands and escapes."""
    root = tmp_path_factory.mktemp("said") / "x"
    texts = strings.sample(12, {name: strings.written()[name] for name in ("workflow", "data")})
    cell = f"{store.DISTRICT}/cells/ban-0"
    files = store.store(texts).files
    files[f"{cell}/names.yml"] = "dv01: Nông Thị Hoà\n"
    files[f"{cell}/2024/03-regular.md"] += NEAR
    other = f"{store.DISTRICT}/cells/ban-1/cell.yml"
    files[other] = re.sub("name: .*", "name: '::error::x'", files[other], count=1)
    store.write(root, {**files, "spoilt/a.html": "x"})
    manifest.seal(root / "spoilt")
    every = strings.everything()
    for number, text in enumerate(strings.sample(80, {name: every[name] for name in ("workflow", "terminal", "bidi")})):
        name = text.replace("/", "").replace("\0", "")
        folders = ("records", store.DISTRICT, f"{cell}/2024", f"{store.DISTRICT}/cells", "spoilt")
        (root / folders[number % 5] / f"{name[:80]}").write_text("name: 1\n", encoding="utf-8")
    (root / "codeowners.yml").write_text(
        'store: ["::error::x", "##[error]x"]\n"::warning::y": {"##[x]": 1}\n', encoding="utf-8"
    )
    for call in (
        ["init", "-q"],
        ["add", "-A"],
        ["commit", "-qm", "::error::x"],
        ["commit", "-qm", "x", "--allow-empty"],
    ):
        store.git(root, *call)
    return root


@pytest.fixture
def own(hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that store, in which a command runs."""
    root = Path(shutil.copytree(hostile, tmp_path / "own"))
    monkeypatch.chdir(root)
    monkeypatch.setenv("CI", "true")  # without it a diff is for `git apply`, to the byte
    return root


@pytest.mark.parametrize("call", TOLD)
def test_what_a_hostile_store_makes_commands_say(own: Path, call: str) -> None:
    said = run(call.split())
    assert said.text.strip()
    assert said.code in {0, 1, 2}, said.text
    assert_inert(said, commands="github" in call)
    if call in TRIED:
        assert re.search(r"[␊␛]|: :error|## \[error\]", said.text), "else nothing was tried"


def arguments() -> list[str]:
    """Words for a call, each made of some texts, since most of a text is its class and not its letters."""
    every = strings.everything()
    texts = [text.replace("\0", "") for name in ("workflow", "terminal", "bidi", "odd") for text in every[name]]
    return [separator.join(texts[at : at + 6]) for at in range(0, len(texts), 6) for separator in ("\n",)]


SAMPLE = ["\n::error::x\x1b[31m\u202e##[error]x\x9b31m\u2028::x\r::y\udce0", "::error::x"]


@pytest.mark.parametrize("call", CALLS)
def test_no_argument_is_repeated_raw(hostile: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    check_call(hostile, monkeypatch, call, SAMPLE)


@pytest.mark.torture
@pytest.mark.parametrize("call", CALLS)
def test_no_argument_of_many_is_repeated_raw(hostile: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    assert len(arguments()) > 130
    check_call(hostile, monkeypatch, call, arguments())


def check_call(root: Path, monkeypatch: pytest.MonkeyPatch, call: str, words: list[str]) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("CI", "true")
    for word in words:
        said = run([part.format(word) for part in call.split()])
        assert said.code in {0, 1, 2}, said.text
        assert_inert(said)


def test_a_diff_that_is_piped_is_exact(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert "\n ::error::x\n-Nông Thị Hoà\u00a0họp\n" in run(["check", "--fix", "--diff"]).text


def test_what_mkdocs_says_commands_nothing(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("mkdocs")
    printed = io.StringIO()
    handler = logging.StreamHandler(printed)
    log.addHandler(handler)
    try:
        keep_inert()
        keep_inert()
        logging.getLogger("mkdocs.structure").warning(
            "Doc file '%s' links to ::error::x", "a\n::error::y\x1b[31m\u202e##[error]z"
        )
    finally:
        log.removeHandler(handler)
    assert_inert(Said(0, printed.getvalue()))
    assert "::" not in printed.getvalue()
