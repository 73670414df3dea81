"""Random changes of a store, its cache and its site: what people, programs and bad disks do to them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path


class State(NamedTuple):
    """A store being changed, its site, and what the next build is asked for."""

    root: Path
    site: Path
    asked: dict[str, str]


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Sổ", "-c", "user.email=so@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def _files(chance: random.Random, state: State, pattern: str) -> Path:
    return chance.choice(sorted(state.root.glob(f"records/{pattern}")))


def _rewrite(path: Path, pattern: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")


def edit_a_place(chance: random.Random, state: State) -> None:
    _rewrite(_files(chance, state, "*/cells/*/*/*-*.md"), r"^place: .*$", f"place: Nhà số {chance.randrange(99)}")


def edit_attendance(chance: random.Random, state: State) -> None:
    _rewrite(_files(chance, state, "*/cells/*/*/*-*.md"), r"^(  present: )\d+", rf"\g<1>{chance.randrange(2, 9)}")


def edit_minutes(chance: random.Random, state: State) -> None:
    path = _files(chance, state, "*/cells/*/*/*-*.md")
    path.write_text(f"{path.read_text(encoding='utf-8')}\nÝ kiến số {chance.randrange(99)}.\n", encoding="utf-8")


def break_a_record(chance: random.Random, state: State) -> None:
    path = _files(chance, state, "*/cells/*/*/*-*.md")
    path.write_bytes(path.read_bytes()[: chance.randrange(3, 200)])


def delete_a_record(chance: random.Random, state: State) -> None:
    _files(chance, state, "*/cells/*/*/*-*.md").unlink()


def copy_a_record(chance: random.Random, state: State) -> None:
    path = _files(chance, state, "*/cells/*/*/*-regular.md")
    target = path.with_name(f"{chance.randrange(1, 13):02d}-regular.md")
    if not target.exists():
        shutil.copy(path, target)


def edit_a_roll(chance: random.Random, state: State) -> None:
    path = _files(chance, state, "*/cells/*/members.yml")
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"dv9{chance.randrange(99):02d}: {{joined: 20{chance.randrange(10, 26)}-01-01}}\n")


def edit_a_cell(chance: random.Random, state: State) -> None:
    _rewrite(_files(chance, state, "*/cells/*/cell.yml"), r"^name: .*$", f"name: Chi bộ số {chance.randrange(99)}")


def edit_the_rulebook(chance: random.Random, state: State) -> None:
    _rewrite(
        _files(chance, state, "rulebook/*.yml"), r"default: \"> \d+%\"", f'default: "> {chance.randrange(50, 99)}%"'
    )


def edit_a_district(chance: random.Random, state: State) -> None:
    _rewrite(_files(chance, state, "*/district.yml"), r"^name: .*$", f"name: Đảng bộ số {chance.randrange(99)}")


def rename_a_cell(chance: random.Random, state: State) -> None:
    folder = _files(chance, state, "*/cells/*")
    folder.rename(folder.with_name(f"{folder.name.split('-doi-')[0]}-doi-{chance.randrange(9)}"))


def commit(chance: random.Random, state: State) -> None:
    git(state.root, "add", "-A", "records")
    git(state.root, "commit", "-q", "--allow-empty", "-m", f"ghi {chance.randrange(99)}")


def another_day(chance: random.Random, state: State) -> None:
    state.asked["--as-of"] = f"2026-0{chance.randrange(1, 7)}-{chance.randrange(1, 29):02d}"


def another_profile(chance: random.Random, state: State) -> None:
    state.asked["--profile"] = chance.choice(["internal", "public"])


def edit_the_handbook(chance: random.Random, state: State) -> None:
    folder = state.root / "docs" / "handbook"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rieng.md").write_text(f"# Riêng\n\nLần {chance.randrange(99)}.\n", encoding="utf-8")


def edit_the_settings(chance: random.Random, state: State) -> None:
    _rewrite(state.root / "mkdocs.yml", r"^site_name: .*$", f"site_name: Sổ {chance.randrange(99)}")


def spoil_the_cache(chance: random.Random, state: State) -> None:
    kept = sorted(path for path in (state.root / ".cache").rglob("*") if path.is_file())
    for path in chance.sample(kept, k=min(3, len(kept))):
        data = bytearray(path.read_bytes())
        way = chance.randrange(4)
        if way == 0 and data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        elif way == 1:
            del data[chance.randrange(len(data) + 1) :]
        elif way == 2:
            data = bytearray(chance.choice(kept).read_bytes())
        else:
            path.unlink()
            continue
        path.write_bytes(data)


def delete_the_cache(chance: random.Random, state: State) -> None:
    shutil.rmtree(state.root / ".cache", ignore_errors=True)


def touch_the_site(chance: random.Random, state: State) -> None:
    page = chance.choice(sorted(state.site.rglob("*.html")))
    data = page.read_bytes()
    page.write_bytes(data[:-9] + b"khac!!!!\n" if chance.random() < 0.5 else b"")


def lose_a_page(chance: random.Random, state: State) -> None:
    chance.choice(sorted(state.site.rglob("*.html"))).unlink()


def add_to_the_site(chance: random.Random, state: State) -> None:
    (chance.choice(sorted(path for path in state.site.rglob("*") if path.is_dir())) / "la.txt").write_text("lạ")


def nothing(chance: random.Random, state: State) -> None:
    """The same again."""


EDITS: tuple[Callable[[random.Random, State], None], ...] = (
    edit_a_place, edit_a_place, edit_attendance, edit_attendance, edit_minutes, break_a_record, delete_a_record,
    copy_a_record, edit_a_roll, edit_a_cell, edit_the_rulebook, edit_a_district, rename_a_cell, commit, commit,
    another_day, another_profile, edit_the_handbook, edit_the_settings, spoil_the_cache, spoil_the_cache,
    delete_the_cache, touch_the_site, lose_a_page, add_to_the_site, nothing,
)  # fmt: skip
