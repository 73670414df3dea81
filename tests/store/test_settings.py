"""What a store's `mkdocs.yml` says, read as data: each key, each wrong value, and everything else left alone."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.store.decode import FILE_LIMIT
from generator.store.settings import Settings, SettingsError, find_store, read_settings

if TYPE_CHECKING:
    from pathlib import Path


def settings(root: Path, text: str) -> Settings:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return read_settings(root)


def refused(root: Path, text: str) -> tuple[str, str]:
    with pytest.raises(SettingsError) as caught:
        settings(root, text)
    return caught.value.text


def test_without_a_file_the_least_is_shown(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings("Sổ Chi Bộ", "records", "public", None, "", "", ("vi",))


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """\
site_name: Sổ Chi Bộ Văn Quan
theme: {name: chibo}
plugins:
  - search
  - chibo: {records: so, profile: internal, as_of: 2026-01-15, names: ../names, repo_url: https://git.example.invalid/x, languages: [vi, en]}
"""
    expected = Settings(
        "Sổ Chi Bộ Văn Quan",
        "so",
        "internal",
        dt.date(2026, 1, 15),
        "../names",
        "https://git.example.invalid/x",
        ("vi", "en"),
    )
    assert settings(tmp_path, text) == expected


@pytest.mark.parametrize(
    "plugins",
    [
        "",
        "plugins:\n",
        "plugins: []\n",
        "plugins: [chibo]\n",
        "plugins: [search]\n",
        "plugins:\n  - chibo:\n",
        "plugins:\n  - chibo: {}\n",
        "plugins: {chibo: }\n",
    ],
)
def test_all_keys_are_optional(tmp_path: Path, plugins: str) -> None:
    assert settings(tmp_path, f"site_name: A\n{plugins}") == Settings("A")


def test_plugins_may_be_a_mapping(tmp_path: Path) -> None:
    assert settings(tmp_path, "plugins:\n  chibo:\n    profile: internal\n").profile == "internal"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("records", "so/", "so"), ("records", "./so", "so"), ("records", "a/b", "a/b"), ("records", "", "records"), ("profile", "public", "public"),
        ("profile", "internal", "internal"), ("profile", "", "public"), ("as_of", "2024-02-29", dt.date(2024, 2, 29)), ("as_of", "", None),
        ("names", "../names", "../names"), ("repo_url", "https://x.invalid", "https://x.invalid"), ("languages", "[en]", ("en",)), ("languages", "", ("vi",)),
    ],
)  # fmt: skip
def test_each_key_is_read(tmp_path: Path, key: str, value: str, expected: object) -> None:
    assert getattr(settings(tmp_path, f"plugins:\n  - chibo:\n      {key}: {value}\n"), key) == expected


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("records", "[a]", "một đoạn chữ"), ("records", "{a: b}", "một đoạn chữ"), ("records", ".", "một thư mục"), ("profile", "Public", "internal hoặc public"),
        ("profile", "[public]", "internal hoặc public"), ("as_of", "hôm nay", "2026-01-15"), ("as_of", "2024-02-30", "2026-01-15"),
        ("as_of", "[2024-02-29]", "2026-01-15"), ("names", "[a]", "một đoạn chữ"), ("repo_url", "{a: b}", "một đoạn chữ"), ("languages", "vi", "vi, en"),
        ("languages", "[fr]", "vi, en"), ("languages", "[]", "vi, en"), ("languages", "[[vi]]", "vi, en"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_is_expected(tmp_path: Path, key: str, value: str, words: str) -> None:
    vi, en = refused(tmp_path, f"plugins:\n  - chibo:\n      {key}: {value}\n")
    assert f"`{key}`" in vi
    assert f"`{key}`" in en
    assert words in vi


@pytest.mark.parametrize(
    ("key", "near"), [("profil", "profile"), ("as-of", "as_of"), ("language", "languages"), ("zzz", None)]
)
def test_an_unknown_key_is_named_with_the_nearest(tmp_path: Path, key: str, near: str | None) -> None:
    vi, en = refused(tmp_path, f"plugins:\n  - chibo: {{{key}: x}}\n")
    assert f"“{key}”" in vi
    assert f"“{key}”" in en
    assert (f"“{near}”?" in vi) if near else ("?" not in vi)


def test_what_other_plugins_need_is_left_alone(tmp_path: Path) -> None:
    text = """\
site_name: A
repo_url: https://git.example.invalid/y
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - toc: &toc {permalink: true}
extra: {a: &a 1, b: *a}
plugins:
  - search: {lang: vi}
  - chibo: {profile: internal}
"""
    assert settings(tmp_path, text) == Settings("A", profile="internal", repo_url="https://git.example.invalid/y")


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        ("site_name: !ENV [SITE_NAME, A]\n", "!ENV", 1, 12), ("a: b\nsite_name: !ENV X\n", "!ENV", 2, 12),
        ("plugins:\n  - y: !!python/name:os.system\n", "!!python/name:os.system", 2, 8), ("copyright: !relative a.py\n", "!relative", 1, 12),
        ("extra: 1\nsite_url: !!python/object/apply:os.system ['id']\n", "!!python/object/apply:os.system", 2, 11), ("repo_url: &b c\n", "&b", 1, 11),
        ("a: c\nsite_name: *c\n", "*c", 2, 12), ("extra: &a !b c\nplugins: [chibo]\nsite_name: !ENV X\nnav: []\n", "!ENV", 3, 12),
        ("{extra: 1, site_name: !ENV X}\n", "!ENV", 1, 23), ("!x {site_name: a}\n", "!x", 1, 1), ("!x\nsite_name: b\n", "!x", 1, 1), ("a: 1\n!x site_name: b\n", "!x", 2, 1),
        ("plugins:\n  - chibo: {profile: !x internal}\n", "!x", 2, 22), ("a: 1\na: 2\n", "a", 2, 1), ('site_name: "a\\0b"\n', "U+0000", 1, 12),
    ],
)  # fmt: skip
def test_what_is_no_plain_text_is_refused_by_name(tmp_path: Path, text: str, name: str, line: int, column: int) -> None:
    vi, en = refused(tmp_path, text)
    assert f"dòng {line}, cột {column}" in vi
    assert f"line {line}, column {column}" in en
    assert name in vi
    assert name in en


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "<<: {plugins: [x]}\n", "extra: 1\n--- !x\na: 1\n"])
def test_more_than_one_document_and_merges_are_refused(tmp_path: Path, text: str) -> None:
    assert "mkdocs.yml" in refused(tmp_path, text)[0]


def test_so_many_that_some_are_not_told_are_refused(tmp_path: Path) -> None:
    assert settings(tmp_path, "extra:\n" + "  - !x y\n" * 50).records == "records"
    refused(tmp_path, "extra:\n" + "  - !x y\n" * 50 + "site_name: !ENV X\n")


def test_a_hint_on_spelling_refuses_nothing(tmp_path: Path) -> None:
    assert settings(tmp_path, "site_name: A #3\n").site_name == "A"


def test_the_file_is_read_up_to_the_limit_of_a_record(tmp_path: Path) -> None:
    text = "site_name: A\n#"
    assert settings(tmp_path, text + "x" * (FILE_LIMIT - len(text))).site_name == "A"
    assert "256 KiB" in refused(tmp_path, text + "x" * (FILE_LIMIT - len(text) + 1))[1]
    with (tmp_path / "mkdocs.yml").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(SettingsError):
        read_settings(tmp_path)
    assert find_store(tmp_path) is None


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")

    def broken(*_: object) -> int:
        raise PermissionError(13, "x")

    monkeypatch.setattr("os.open", broken)
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert "permission denied" in caught.value.text.en


@pytest.mark.parametrize(
    "value",
    [
        "../other", "..", "a/../../b", "a/..", "/etc", "//etc", "/", '"C:\\\\x"', '"a\\\\b"', "C:/x", ".git", "a/.git", ".", '":(top)x"', '"a*"', '"a?"', '"[a]"',
        '"a\\tb"',
    ],
)  # fmt: skip
def test_records_are_never_outside_the_store(tmp_path: Path, value: str) -> None:
    vi, en = refused(tmp_path, f"plugins:\n  - chibo:\n      records: {value}\n")
    assert "`records`" in vi
    assert "`records`" in en


@pytest.mark.parametrize(("folder", "linked"), [("records", "records"), ("so", "so"), ("a/b", "a"), ("a/b", "a/b")])
def test_the_records_folder_is_no_link(tmp_path: Path, folder: str, linked: str) -> None:
    store, other = tmp_path / "kho", tmp_path / "other"
    (other / "b").mkdir(parents=True)
    text = f"plugins:\n  - chibo: {{records: {folder}}}\n"
    (store / folder).mkdir(parents=True)
    assert settings(store, text).records == folder
    shutil.rmtree(store / linked)
    (store / linked).symlink_to(other)
    (other / "records").mkdir()
    assert "`records`" in refused(store, text)[1]
    (store / "mkdocs.yml").unlink()
    if folder == "records":
        with pytest.raises(SettingsError):
            read_settings(store)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("site_name: [\n", 1),
        ("a: 1\nplugins:\n\t- chibo\n", 3),
        ("a: b: c\n", 1),
        ("site_name: A\nextra: !<x y\n", 2),
        ("a: b\nextra: &, c\n", 2),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    vi, en = refused(tmp_path, text)
    assert f"dòng {line}" in vi
    assert f"line {line}" in en


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"", b"- a\n", b"a: 1\n---\nb: 2\n", b"x" * 300_000])
def test_any_other_content_is_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(raw)
    with pytest.raises(SettingsError):
        read_settings(tmp_path)


def test_the_store_is_the_nearest_folder_upwards(tmp_path: Path) -> None:
    store = tmp_path / "kho"
    deep = store / "records" / "van-quan" / "cells"
    deep.mkdir(parents=True)
    assert find_store(deep) == store
    assert find_store(store) == store
    (deep / "mkdocs.yml").write_text("plugins: [chibo]\n", encoding="utf-8")
    assert find_store(deep) == deep
    (deep / "mkdocs.yml").write_text("plugins: [search]\n", encoding="utf-8")
    assert find_store(deep) == store


def test_a_folder_that_is_no_store_has_none(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"\xff site_name: A\n")
    assert find_store(tmp_path) is None


@pytest.mark.parametrize("more", ["-\n", "- [chibo]\n", "- 7\n", "- search:\n", "- {chibo: , search: }\n"])
def test_an_odd_entry_among_the_plugins_is_for_mkdocs_to_refuse(tmp_path: Path, more: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Sổ\ntheme: {{name: chibo}}\nplugins:\n- chibo\n{more}", "utf-8")
    assert read_settings(tmp_path).stands_alone is False


def test_a_store_with_nothing_but_chibo_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Sổ\ntheme: {name: chibo}\nplugins:\n- chibo:\n", "utf-8")
    assert read_settings(tmp_path).stands_alone is True


BAD_ADDRESSES = [
    "javascript:alert(1)", "//evil.example", "/x", "x", "git@git.example.invalid:x", "http:x", "https:x", "https://", "https://a@b.example/",
    "https://[::1", "https://[::1]/", "ftp://a.example/", "https://a.example/ b", 'https://a.example/"x', "https://a.example\\\\x", "data:text/html,x",
]  # fmt: skip


@pytest.mark.parametrize("value", [*BAD_ADDRESSES, "http://a.example/"])
def test_where_the_records_are_kept_is_a_full_address(tmp_path: Path, value: str) -> None:
    for text in (f"plugins:\n  - chibo: {{repo_url: '{value}'}}\n", f"repo_url: '{value}'\n"):
        vi, en = refused(tmp_path, text)
        assert "`repo_url`" in vi
        assert "`repo_url`" in en
        assert "https://kho.example/so" in vi
    refused(tmp_path, f"repo_url: '{value}'\nplugins:\n  - chibo: {{repo_url: https://a.example/x}}\n")


@pytest.mark.parametrize("value", BAD_ADDRESSES)
def test_where_the_site_stands_is_a_full_address(tmp_path: Path, value: str) -> None:
    vi, en = refused(tmp_path, f"site_url: '{value}'\n")
    assert "`site_url`" in vi
    assert "`site_url`" in en


@pytest.mark.parametrize("value", ["https://a.example", "https://a.example:8443/x/", "http://localhost:8000/so/", ""])
def test_a_site_may_stand_on_a_network_of_its_own(tmp_path: Path, value: str) -> None:
    assert settings(tmp_path, f"site_url: '{value}'\n").site_url == value


@pytest.mark.parametrize("kind", ["folder", "pipe", "lost link"])
def test_settings_that_are_no_file_are_refused(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "mkdocs.yml"
    (tmp_path / "records").mkdir()
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(tmp_path / "nowhere")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert caught.value.text.vi.startswith("mkdocs.yml: ")
