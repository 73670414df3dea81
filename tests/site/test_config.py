"""What a store's `mkdocs.yml` says is data: nothing in it runs a program unless whoever builds says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from generator import mkdocs_settings, mkdocs_site
from generator.mkdocs_site import Failed, config_file, config_of
from tests.site.conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "site_name: Sổ\n"
THEME = "theme: {name: chibo}\n"
PLUGINS = "plugins: [chibo]\n"
FOREIGN = [  # the settings, and what is found in them
    (HEAD + THEME + PLUGINS + "hooks: [hook.py]\n", "hooks (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "hooks:\n  - docs/hook.py\n", "hooks (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "'hooks': []\n", "hooks (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + '"\\x68ooks": [hook.py]\n', "hooks (mkdocs.yml:4)"),
    (HEAD + THEME + "plugins: [chibo, evil]\n", "plugins: evil (mkdocs.yml:3)"),
    (HEAD + THEME + "plugins:\n- chibo\n- evil: {a: 1}\n", "plugins: evil (mkdocs.yml:5)"),
    (HEAD + THEME + "plugins: {chibo: {}, evil: {}}\n", "plugins: evil (mkdocs.yml:3)"),
    (HEAD + THEME + PLUGINS + "plugins: [chibo, mkdocs/search]\n", "plugins: mkdocs/search (mkdocs.yml:4)"),
    (HEAD + THEME + "plugins: [[evil]]\n", "plugins: "),
    (HEAD + PLUGINS + "theme: {name: chibo, custom_dir: mau}\n", "theme: custom_dir (mkdocs.yml:3)"),
    (HEAD + PLUGINS + "theme:\n  name:\n  custom_dir: .\n", "theme: custom_dir (mkdocs.yml:5)"),
    (HEAD + PLUGINS + "theme: {name: chibo, <<: {custom_dir: mau}}\n", "tag:yaml.org,2002:merge (mkdocs.yml:3)"),
    (HEAD + THEME + PLUGINS + "<<: {hooks: [hook.py]}\n", "<< (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra: &a {x: 1}\n<<: *a\n", "<< (mkdocs.yml:5)"),
    (HEAD + THEME + PLUGINS + "docs_dir: ../x\n", "docs_dir: ../x"),
    (HEAD + THEME + PLUGINS + "docs_dir: /etc\n", "docs_dir: /etc"),
    (HEAD + THEME + PLUGINS + "docs_dir: docs/../..\n", "docs_dir: docs/../.."),
    (HEAD + THEME + PLUGINS + "INHERIT: ../x.yml\n", "INHERIT (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra_templates: [handbook/x.md]\n", "extra_templates (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "watch: [/etc]\n", "watch (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "gi_do: 1\n", "gi_do (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "? [a, b]\n: 1\n", " (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "markdown_extensions: [pymdownx.snippets]\n", "markdown_extensions: pymdownx.snippets (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "markdown_extensions: {hook: {}}\n", "markdown_extensions: hook (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "markdown_extensions: ['hook:make']\n", "markdown_extensions: hook:make (mkdocs.yml:4)"),
    ("site_name: !ENV [HOME, x]\n" + THEME + PLUGINS, "!ENV (mkdocs.yml:1)"),
    (HEAD + THEME + PLUGINS + "extra: {a: [!ENV HOME]}\n", "!ENV (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra: {!ENV HOME: 1}\n", "!ENV (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra: !relative $docs_dir/x\n", "!relative (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra: !!python/name:os.system\n", "python/name:os.system (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra: !!python/object/apply:os.system ['touch marker']\n", "python/object/apply:os.system (mkdocs.yml:4)"),
    (HEAD + THEME + PLUGINS + "extra: !<tag:yaml.org,2002:python/object/apply:os.system> ['touch marker']\n", "apply:os.system"),
    ("%TAG !x! tag:yaml.org,2002:python/object/apply:\n---\n" + HEAD + THEME + PLUGINS + "extra: !x!os.system ['touch marker']\n", "apply:os.system"),
    (HEAD + THEME + PLUGINS + "extra: !!python/object/new:os.system ['touch marker']\n", "new:os.system"),
    (HEAD + THEME + PLUGINS + "extra: {? !!python/tuple [1] : 1}\n", "python/tuple"),
    (HEAD + THEME + PLUGINS + "hooks: []\nextra: !ENV X\n", "!ENV (mkdocs.yml:5); hooks (mkdocs.yml:4)"),
]  # fmt: skip
DATA = [
    "",
    "site_url: https://a.invalid/\nstrict: true\nextra: {a: [1, 2.5, true, ~, 2024-01-01]}\n",
    "markdown_extensions: [toc: {permalink: true}, attr_list, tables]\n",
    "markdown_extensions: {admonition: , footnotes: {}}\n",
    "nav: [handbook/index.md]\nrepo_url: https://a.invalid/x\nedit_uri: blob/main/\n",
    "docs_dir: docs\n",
    "docs_dir: ./docs/../docs\n",
    "extra: {a: &a [1], b: *a}\n",
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store without cells, beside programs that leave a mark where they run."""
    store = tmp_path / "store"
    (store / "docs").mkdir(parents=True)
    (store / "docs/index.md").write_text("# x\n", "utf-8")
    shutil.copytree(ROOT / "records/rulebook", store / "records/rulebook")
    for name in ("hook.py", "docs/hook.py", "evil.py"):
        (store / name).write_text(f"import pathlib\npathlib.Path({str(store / 'marker')!r}).touch()\n", "utf-8")
    return store


def told(store: Path, config: str) -> tuple[str, str]:
    """What is said of these settings, in both languages; empty where they are taken."""
    (store / "mkdocs.yml").write_text(config, "utf-8")
    try:
        config_file(store)
    except Failed as error:
        return error.text.vi, error.text.en
    return "", ""


@pytest.mark.parametrize(("config", "found"), FOREIGN)
def test_what_is_more_than_data_is_named(store: Path, config: str, found: str) -> None:
    for said in told(store, config):
        assert found in said
        assert "--trust-config" in said
        assert said.isprintable()


@pytest.mark.parametrize("plugins", ["plugins: [chibo]\n", "plugins: [search, chibo: {}]\n", "plugins: {chibo: }\n"])
@pytest.mark.parametrize("more", DATA)
def test_what_is_data_is_taken(store: Path, plugins: str, more: str) -> None:
    assert told(store, HEAD + THEME + plugins + more) == ("", "")


@pytest.mark.parametrize(
    "config", ["a: [", "- a\n" * 3 + "b", "a: " + "[" * 5000, "\x00", "a: 1\n--- \nb: 1\n", "a: *b"]
)
def test_what_cannot_be_read_is_refused_in_words(store: Path, config: str) -> None:
    assert "mkdocs.yml" in told(store, config)[0]


def test_who_trusts_the_settings_may_build_with_them(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_settings, "_trusted", set())
    assert told(store, FOREIGN[0][0])[0]
    mkdocs_site.trust_config(store)
    assert told(store, FOREIGN[0][0]) == ("", "")


RUNNING = [
    "hooks: [hook.py]\n",
    "extra: !!python/object/apply:os.system ['touch marker']\n",
    "markdown_extensions: [evil]\n",
]


@pytest.mark.properdocs
@pytest.mark.parametrize("more", RUNNING)
@pytest.mark.parametrize("command", [("build",), ("serve", "--address", "127.0.0.1:0")])
def test_no_program_of_a_store_runs_when_it_is_built_or_served(
    store: Path, command: tuple[str, ...], more: str
) -> None:
    (store / "mkdocs.yml").write_text(HEAD + THEME + PLUGINS + more, "utf-8")
    done = run(*command, cwd=store)
    assert done.returncode == 2, done.stderr
    assert "--trust-config" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (store / "marker").exists()
    assert not (store / "site").exists()


WRONG = [  # the settings, the one that is wrong, the line it stands on, some of what MkDocs says of it
    (PLUGINS + "nav: {a: b}\n", "nav", 4, "Expected nav to be a list"),
    (PLUGINS + "use_directory_urls: có\n", "use_directory_urls", 4, "bool"),
    (PLUGINS + "extra: {a: 1}\ncopyright: [1]\n", "copyright", 5, "str"),
    (PLUGINS + "markdown_extensions:\n- toc: {toc_depth: x}\n", "markdown_extensions", 4, "ValueError: invalid literal"),
    (PLUGINS + "docs_dir: .\n", "docs_dir", 4, "should not be the parent directory"),
    ("plugins: chibo\n", "plugins", 3, "Expected a list or dict"),
    (PLUGINS + "theme: {name: không-có}\n", "theme", 4, "không-có"),
    (PLUGINS + "strict: true\nnot_in_nav: 3\n", "not_in_nav", 5, "str"),
]  # fmt: skip


REFUSED = """
import json, pathlib, sys
from generator import mkdocs_settings as settings
root = pathlib.Path(sys.argv[1])
if sys.argv[2:]:
    settings.trust_config(root)
try:
    settings.config_of(root, root / "site")
except settings.Failed as failed:
    print(json.dumps([*failed.text, failed.code]))
"""


def refused(store: Path, *trusted: str) -> list[Any]:
    """What is said of the settings in both languages, and the exit code: in a process where nothing else has run."""
    done = subprocess.run(
        [sys.executable, "-c", REFUSED, str(store), *trusted], env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    found: list[Any] = json.loads(done.stdout or "[]")
    return found


@pytest.mark.properdocs
@pytest.mark.parametrize(("more", "key", "line", "words"), WRONG)
def test_a_setting_that_mkdocs_does_not_take_is_named_with_its_words(
    store: Path, more: str, key: str, line: int, words: str
) -> None:
    head = HEAD if "theme" in more else HEAD + THEME
    (store / "mkdocs.yml").write_text(head + "# x\n" * ("theme" in more) + more, "utf-8")
    vi, en, code = refused(store)
    assert vi.startswith(f"mkdocs.yml, dòng {line}: mục `{key}` chưa đúng. MkDocs báo: ")
    assert en.startswith(f"mkdocs.yml, line {line}: `{key}` is wrong. MkDocs says: ")
    for said in (vi, en):
        assert words in said
        assert said.isprintable()
        assert "Traceback" not in said
        assert ".py" not in said
    assert code == 2


@pytest.mark.properdocs
def test_what_mkdocs_only_warns_of_stops_a_strict_build_and_no_other(store: Path) -> None:
    text = HEAD + THEME + PLUGINS + "gi_do: 1\n"
    (store / "mkdocs.yml").write_text(text, "utf-8")
    assert refused(store, "trusted") == []
    (store / "mkdocs.yml").write_text(text + "strict: true\n", "utf-8")
    assert "mkdocs.yml, line 4: `gi_do` is wrong. MkDocs says: Unrecognised" in refused(store, "trusted")[1]


@pytest.mark.properdocs
@pytest.mark.parametrize(
    ("extension", "words"),
    [
        ("codehilite: {pygments_style: nosuch}", "ClassNotFound"),
        ('footnotes: {BACKLINK_TITLE: "{} {} {}"}', "IndexError"),
        ('footnotes: {SEPARATOR: ""}', "ValueError: empty separator"),
        ("toc: {title: 1}", "TypeError: cannot serialize 1"),
        ("wikilinks: {build_url: x}", "TypeError: 'str' object is not callable"),
    ],
)
def test_an_extension_that_fails_at_a_page_is_named(store: Path, extension: str, words: str) -> None:
    page = "# T\n\n[[x]] và[^1]\n\n[TOC]\n\n    :::python\n    x = 1\n\n## U\n\n[^1]: chú thích\n"
    (store / "docs/handbook").mkdir()
    (store / "docs/handbook/x.md").write_text(page, "utf-8")
    (store / "mkdocs.yml").write_text(HEAD + THEME + PLUGINS + f"markdown_extensions:\n- {extension}\n", "utf-8")
    done = run("build", "--jobs", "1", cwd=store)
    assert done.returncode == 2, done.stderr
    assert "mkdocs.yml: markdown_extensions" in done.stderr
    assert "docs/handbook/" in done.stderr
    assert words in done.stderr
    assert not (store / "site").exists()


def test_hooks_run_where_that_is_asked_for(store: Path) -> None:
    (store / "mkdocs.yml").write_text(HEAD + THEME + PLUGINS + RUNNING[0], "utf-8")
    done = run("build", "--trust-config", cwd=store)
    assert done.returncode == 0, done.stderr
    assert (store / "marker").exists()
    (store / "marker").unlink()
    assert run("build", cwd=store).returncode == 2, "what was built so before is not served again"
    assert not (store / "marker").exists()


def test_continuous_integration_never_trusts_settings() -> None:
    files = [path for top in ("tools", ".github", ".ci") for path in (ROOT / top).rglob("*") if path.is_file()]
    scripts = [path for path in files if path.suffix in {"", ".yml", ".yaml", ".sh"}]
    assert {"check", "site", "preview"} <= {path.name for path in scripts}
    assert [path.name for path in scripts if "trust-config" in path.read_text("utf-8", "replace")] == []
