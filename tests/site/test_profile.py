"""The internal site comes only where `internal` is written, word for word; all else is refused or public."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import edges
from generator.cli import main
from tests.everywhere.surroundings import canary_store
from tests.leaks import canary
from tests.publish.sites import publish
from tests.site.conftest import ROOT, tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from click.testing import Result

HEAD = "site_name: Sổ Thử\ntheme: {name: chibo}\n"
# Settings of which none writes `profile: internal` where the program reads it.
SETTINGS = {
    "nothing": "plugins:\n  - chibo: {as_of: 2024-04-15}\n",
    "no options": "plugins: [chibo]\n",
    "an empty value": "plugins:\n  - chibo:\n      profile:\n      as_of: 2024-04-15\n",
    "beside the plugin": "profile: internal\nplugins: [chibo]\n",
    "below extra": "extra: {profile: internal, private_host: true}\nplugins: [chibo]\n",
    "capitals": "plugins:\n  - chibo: {profile: Internal}\n",
    "another word": "plugins:\n  - chibo: {profile: private}\n",
    "a list": "plugins:\n  - chibo: {profile: [internal]}\n",
    "spaces": "plugins:\n  - chibo: {profile: ' internal'}\n",
    "a key that is none": "plugins:\n  - chibo: {profil: internal}\n",
    "twice": "plugins:\n  - chibo: {profile: public, profile: internal}\n",
    "two plugins": "plugins:\n  - chibo: {profile: public}\n  - chibo: {profile: internal}\n",
    "the environment": "plugins:\n  - chibo: {profile: !ENV [PROFILE, internal]}\n",
    "an alias": "extra: &x {profile: internal}\nplugins:\n  - chibo: *x\n",
    "a merge": "plugins:\n  - chibo: {<<: {profile: internal}}\n",
    "another file": "INHERIT: khac.yml\nplugins: [chibo]\n",
    "no plugin": "plugins: [search]\n",
    "a second document": "plugins: [chibo]\n---\nplugins:\n  - chibo: {profile: internal}\n",
}
ENVIRONMENT = {
    "PROFILE": "internal", "CHIBO_PROFILE": "internal", "CHIBO_BUILD_PROFILE": "internal", "MKDOCS_PROFILE": "internal",
    "PRIVATE_HOST": "true", "DEBUG": "1",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = canary_store(tmp_path_factory.mktemp("kho") / "so")
    (root / "khac.yml").write_text(f"{HEAD}plugins:\n  - chibo: {{profile: internal}}\n", "utf-8")
    return root


@pytest.fixture
def _settings_back(store: Path) -> Iterator[None]:
    before = (store / "mkdocs.yml").read_bytes()
    yield
    (store / "mkdocs.yml").write_bytes(before)


def ask(store: Path, command: str, output: Path, *more: str) -> Result:
    call = ["--store", str(store), "--output", str(output), "--jobs", "1", "--as-of", canary.AS_OF, *more]
    done = CliRunner().invoke(main, [command, *call])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def profile_of(site: Path) -> str:
    return str(json.loads((site / "data/v1/index.json").read_text("utf-8"))["profile"])


def is_public(site: Path) -> bool:
    """No page of a meeting, nobody's name, and the site says so."""
    every = b"".join(path.read_bytes() for path in site.rglob("*.*") if path.is_file())
    return (
        profile_of(site) == "public"
        and (site / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
        and not any(name.encode() in every for name in canary.NAMES)
        and not list(site.glob("*/cells/*/2024/*"))
    )


@pytest.fixture
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in ENVIRONMENT.items():
        monkeypatch.setenv(variable, value)


@pytest.mark.usefixtures("_settings_back", "_environment")
@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_do_not_say_internal_mean_public_or_are_refused(store: Path, name: str) -> None:
    (store / "mkdocs.yml").write_text(HEAD + SETTINGS[name], "utf-8")
    try:
        assert edges.options_for(store).profile == "public"
    except edges.UsageError as error:
        assert "mkdocs.yml" in error.text.en


@pytest.mark.usefixtures("_settings_back", "_environment")
@pytest.mark.parametrize("name", ["nothing", "twice", *(pytest.param(n, marks=pytest.mark.torture) for n in SETTINGS)])
def test_what_is_built_of_them_is_public(store: Path, tmp_path: Path, name: str) -> None:
    (store / "mkdocs.yml").write_text(HEAD + SETTINGS[name], "utf-8")
    done = ask(store, "build", tmp_path / "trang", "--no-cache")
    if done.exit_code == 0:
        assert is_public(tmp_path / "trang")
    else:
        assert done.exit_code == 2
        assert done.stderr.strip()
        assert not (tmp_path / "trang").exists()


@pytest.mark.parametrize("words", [["--profile", "INTERNAL"], ["--profile", "intern"], ["--profile="], ["--internal"]])
@pytest.mark.parametrize("command", ["build", "export"])
def test_a_profile_that_is_none_is_refused(store: Path, tmp_path: Path, command: str, words: Sequence[str]) -> None:
    done = ask(store, command, tmp_path / "ra", *words)
    assert done.exit_code == 2
    assert not (tmp_path / "ra").exists()


def test_an_export_that_is_not_asked_to_be_internal_is_public(store: Path, tmp_path: Path) -> None:
    for folder, more in (("mac-dinh", []), ("cong-khai", ["--profile", "public"])):
        assert ask(store, "export", tmp_path / folder, "--format", "sqlite", *more).exit_code == 0
    assert ask(store, "export", tmp_path / "noi-bo", "--format", "sqlite", "--profile", "internal").exit_code == 0
    assert tree(tmp_path / "mac-dinh") == tree(tmp_path / "cong-khai") != tree(tmp_path / "noi-bo")


@pytest.mark.torture
@pytest.mark.usefixtures("_settings_back")
def test_mkdocs_without_a_profile_is_public(store: Path, tmp_path: Path) -> None:
    (store / "mkdocs.yml").write_text(HEAD + SETTINGS["another file"], "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "trang")], cwd=store, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **ENVIRONMENT}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert is_public(tmp_path / "trang")


def test_a_public_build_leaves_nothing_of_an_internal_one(store: Path, tmp_path: Path) -> None:
    assert ask(store, "build", tmp_path / "trang", "--profile", "internal").exit_code == 0
    assert profile_of(tmp_path / "trang") == "internal"
    assert ask(store, "build", tmp_path / "trang", "--profile", "public").exit_code == 0
    assert is_public(tmp_path / "trang")
    assert ask(store, "build", tmp_path / "sach", "--profile", "public", "--no-cache").exit_code == 0
    assert tree(tmp_path / "trang") == tree(tmp_path / "sach")


def test_no_rollback_leads_from_a_public_site_to_an_internal_one(tmp_path: Path) -> None:
    def served(profile: str, text: str) -> None:
        index = json.dumps({"profile": profile})
        publish(tmp_path / "trang", {"index.html": text, "data/v1/index.json": index}, generation=True)

    def back() -> Result:
        return CliRunner().invoke(main, ["rollback", "--output", str(tmp_path / "trang"), "--lang", "en"])

    served("internal", "1")
    served("internal", "2")
    assert back().exit_code == 0
    served("public", "3")
    done = back()
    assert (done.exit_code, "internal" in done.stderr) == (1, True)
    assert (tmp_path / "trang/index.html").read_text("utf-8") == "3"
    served("public", "4")
    assert back().exit_code == 0
    assert (tmp_path / "trang/index.html").read_text("utf-8") == "3"


def test_every_internal_page_says_that_it_is(built_sample: Path, built_public: Path) -> None:
    pages = list(built_sample.rglob("*.html"))
    assert len(pages) > 500
    for page in pages:
        text = page.read_text("utf-8")
        assert text.count('<meta name="robots" content="noindex, nofollow">') == 1, page
        assert text.count("<strong>Nội bộ</strong> – không phổ biến ra ngoài") == 1, page
    for page in built_public.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "noindex" not in text, page
        assert "không phổ biến ra ngoài" not in text, page
