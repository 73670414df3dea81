"""Names that are kept apart and encrypted: shown with the key, absent without it, and never written in clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import edges, mkdocs_site, pipeline
from generator.commands import forget
from generator.commands.create import Impossible
from generator.store import vault
from tests.commands.persons import GROUND, NAME, NAMES, person_store
from tests.commands.stores import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic
    from generator.options import Options
    from tests.commands.stores import Store

pyrage = pytest.importorskip("pyrage", reason="the extra `age` is not installed: only on the oldest versions")
PLACE = "ho-ten/huyen-a/cells/na-loc/names.yml"
SETTINGS = "site_name: A\ntheme: {name: chibo}\nplugins: [{chibo: {names: ho-ten}}]\n"


@pytest.fixture
def key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the key that the environment names."""
    file = tmp_path_factory.mktemp("key") / "khoa.txt"
    file.write_text(f"# khóa của văn phòng\n{pyrage.x25519.Identity.generate()}\n", "utf-8")
    monkeypatch.setenv(vault.KEY, str(file))
    return file


@pytest.fixture
def store(tmp_path: Path, key: Path) -> Store:
    """A store whose names are encrypted, in a folder beside the records."""
    made = person_store(tmp_path / "so")
    (made.root / "records/huyen-a/cells/na-loc/names.yml").unlink()
    made.write("docs/index.md", "# A\n")
    made.write("mkdocs.yml", SETTINGS)
    own = pyrage.x25519.Identity.from_str(key.read_text("utf-8").split("\n")[1])
    made.write("ho-ten/recipients.txt", f"# văn phòng\n{own.to_public()}\n")
    (made.root / PLACE).parent.mkdir(parents=True)
    (made.root / f"{PLACE}.age").write_bytes(pyrage.encrypt(NAMES.encode(), [own.to_public()]))
    return made


def options(store: Store) -> Options:
    return edges.options_for(store.root, as_of=AS_OF, profile="internal", jobs=1)


def build(store: Store, profile: str = "internal") -> str:
    """Everything that the record pages of a site hold, once more from what the first build left."""
    out = store.root.parent / f"site-{profile}"
    for _ in range(2):
        mkdocs_site.build(store.root, out, {"as_of": AS_OF, "profile": profile, "jobs": 1, "keep_going": True}, None)
    return "".join(file.read_text("utf-8") for file in sorted(out.rglob("*.html")))


def names(store: Store) -> list[Diagnostic]:
    return [d for d in pipeline.check(options(store)).diagnostics if d.path.endswith("names.yml")]


def test_with_the_key_pages_show_names_and_nothing_else_holds_them(store: Store) -> None:
    assert "Trần Mẫu" in build(store)
    assert names(store) == []
    inside = [file for file in store.root.rglob("*") if file.is_file() and "/records/" not in file.as_posix()]
    assert any(file.suffix == ".age" for file in inside)
    assert not [file for file in inside if "Trần Mẫu".encode() in file.read_bytes()]


def test_without_the_key_pages_show_ids_and_it_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(vault.KEY)
    html = build(store)
    assert "Trần Mẫu" not in html
    assert "dv01" in html
    note = pipeline.names_note(options(store))
    assert note is not None
    assert vault.KEY in note.vi


def test_the_public_site_is_the_same_with_and_without_the_key(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with_key = build(store, "public")
    monkeypatch.delenv(vault.KEY)
    assert build(store, "public") == with_key
    assert pipeline.names_note(edges.options_for(store.root, as_of=AS_OF, profile="public")) is None


def test_a_check_is_done_again_once_the_key_is_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    there = vault.fingerprint(store.root / "ho-ten", "huyen-a", "na-loc")
    monkeypatch.delenv(vault.KEY)
    assert vault.fingerprint(store.root / "ho-ten", "huyen-a", "na-loc") != there
    assert vault.key_fingerprint() == ""


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda s, _: (s.root / f"{PLACE}.age").write_bytes(b"age-encryption.org/v1\n"), "không giải mã được"),
        (lambda s, _: (s.root / f"{PLACE}.age").write_bytes(b""), "không giải mã được"),
        (lambda s, _: (s.root / f"{PLACE}.age").chmod(0o644) or (s.root / PLACE).write_text("a: B\n"), "có cả"),
        (lambda _, k: k.write_text(str(pyrage.x25519.Identity.generate())), "không giải mã được"),
        (lambda _, k: k.write_text("AGE-SECRET-KEY-1XXX\n"), "không đọc được khóa"),
        (lambda _, k: k.unlink(), "không đọc được khóa"),
    ],
    ids=["cut", "empty", "both", "other key", "no key in it", "no file"],
)
def test_what_cannot_be_decrypted_is_said_in_words(store: Store, key: Path, spoil, said: str) -> None:
    spoil(store, key)
    found = names(store)
    assert [d.code for d in found] == ["PA002"]
    assert said in found[0].message("vi")


def test_an_encrypted_bomb_is_refused_like_a_long_file(store: Store) -> None:
    own = pyrage.x25519.Recipient.from_str((store.root / "ho-ten/recipients.txt").read_text("utf-8").split("\n")[1])
    (store.root / f"{PLACE}.age").write_bytes(pyrage.encrypt(b"dv01: A\n" * 40_000, [own]))
    assert names(store)


def test_forget_writes_the_names_encrypted_again(store: Store) -> None:
    made = forget.apply(options(store), "na-loc/dv02", GROUND)
    assert made.changes[-1].path == "ho-ten/huyen-a/cells/na-loc/names.yml"
    kept = vault.read(store.root / "ho-ten", "huyen-a", "na-loc")
    assert kept is not None
    assert kept.content == f"dv01: Lý Văn Tám\ndv03: Trần Mẫu\ndv04: {NAME} Bình\n".encode()
    assert not (store.root / PLACE).exists()


def test_forget_writes_nothing_where_it_cannot_encrypt(store: Store) -> None:
    (store.root / "ho-ten/recipients.txt").unlink()
    before = {file: file.read_bytes() for file in store.root.rglob("*") if file.is_file()}
    with pytest.raises(forget.NotWritten, match=r"recipients\.txt"):
        forget.apply(options(store), "na-loc/dv02", GROUND)
    assert {file: file.read_bytes() for file in store.root.rglob("*") if file.is_file()} == before


def test_forget_needs_the_key(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(vault.KEY)
    with pytest.raises(Impossible, match=vault.KEY):
        forget.plan(options(store), "na-loc/dv02", GROUND)
