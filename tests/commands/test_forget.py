"""`chibo forget`: the name is gone from the records, every figure stays, and the certificate says what was done."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.commands import certificate, forget
from generator.commands.create import Impossible
from generator.commands.people import Id
from generator.pipeline import Options, check
from tests.commands.persons import FOLDER, GROUND, MINUTES, NAME, NAMES, WHO, all_text, person_store, text, tree
from tests.commands.stores import AS_OF, CELL, DISTRICT, MEMBERS, Store
from tests.site.conftest import run
from tests.store.git import start

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return person_store(tmp_path)


def configure(root: Path) -> None:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/index.md").write_text("# A\n", "utf-8")
    (root / "mkdocs.yml").write_text("site_name: A\ntheme: {name: chibo}\nplugins: [chibo]\n", "utf-8")


def figures(root: Path) -> dict[str, bytes]:
    """Every file of figures of a fresh internal build."""
    configure(root)
    done = run("build", "--profile", "internal", "--as-of", "2026-01-15", "--no-cache", "--output", "site", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    data = tree(root / "site" / "data")
    return {path: raw for path, raw in data.items() if path.endswith((".csv", "district.json")) or "/cells/" in path}


def findings(root: Path) -> list[tuple[str, str, str]]:
    found = check(Options(root, AS_OF, jobs=1)).diagnostics
    return [(d.code, d.path, d.fingerprint) for d in found if d.code != "PR102"]


def test_a_preview_shows_the_changes_and_writes_nothing(store: Store) -> None:
    before = tree(store.root)
    seen = forget.plan(store.options, WHO, GROUND)
    assert tree(store.root) == before
    start(store.root)
    patch = forget.shown(seen, terminal=False)
    assert f"-dv02: {NAME}\n" in patch
    done = subprocess.run(["git", "apply", "-"], cwd=store.root, input=patch.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    after = tree(store.root)
    assert all(after[one.path] == one.after for one in seen.changes)


def test_the_name_becomes_the_id_wherever_it_stands(store: Store) -> None:
    made = forget.apply(store.options, WHO, GROUND)
    minutes = text(store, "2025/03-regular.md")
    assert "theme: Học tập gương dv02\n" in minutes
    assert 'title: "dv02: vận động"\n' in minutes
    assert "    Đồng chí dv02 ốm\n" in minutes
    assert "## dv02 báo cáo\n" in minutes
    assert "Giao **dv02** theo dõi; " in minutes
    assert text(store, "2025/year.yml").endswith("theme: Gương dv02\n")
    assert text(store, "allowances.yml").endswith("reason: Theo ý dv02\n")
    assert "title: Lớp của na-loc/dv02\n" in (store.root / "records/huyen-a/events/2025.yml").read_text("utf-8")
    assert text(store, "names.yml") == f"dv01: Lý Văn Tám\ndv03: Trần Mẫu\ndv04: {NAME} Bình\n"
    assert made.mentions == 8
    assert made.look == []


def test_others_keep_their_names(store: Store) -> None:
    forget.apply(store.options, WHO, GROUND)
    minutes = text(store, "2025/03-regular.md")
    assert f"; {NAME} Bình phụ; không phải Nông Thị Hoàng, đồng chí Lý Văn Tám dự." in minutes


def test_every_figure_and_finding_stays(store: Store) -> None:
    before, found = figures(store.root), findings(store.root)
    assert any(path.endswith("stats.csv") for path in before)
    assert any(path.endswith("attendance.csv") for path in before)
    forget.apply(store.options, WHO, GROUND)
    assert findings(store.root) == found
    after = figures(store.root)
    assert after.keys() == before.keys()
    for path, raw in before.items():  # themes, tasks and titles are words
        new = b"na-loc/dv02" if path.endswith("events.csv") else b"dv02"
        assert after[path] == raw.replace(NAME.encode(), new), path
    assert all(after[path] == before[path] for path in before if path.endswith(("stats.csv", "attendance.csv")))


def test_no_build_cache_or_certificate_holds_the_name_afterwards(store: Store) -> None:
    (store.root / FOLDER / "names.yml").write_text("dv01: Lý Văn Tám\ndv02: Quách Zưởng Kwyển\n", "utf-8")
    minutes = text(store, "2025/03-regular.md").replace("Nông Thị Hoàng", "ai").replace(NAME, "Quách Zưởng Kwyển")
    (store.root / FOLDER / "2025/03-regular.md").write_text(minutes, "utf-8")
    configure(store.root)
    build = ("build", "--as-of", "2026-01-15", "--output", "site")
    for profile in ("internal", "public"):
        assert run(*build, "--profile", profile, cwd=store.root).returncode == 0
    cached = all_text(store.root / ".cache")
    assert "zưởng" in cached, "else nothing is proved"
    done = run("forget", WHO, "--ground", GROUND, "--apply", cwd=store.root)
    assert done.returncode == 0, done.stderr
    assert not (store.root / ".cache/chibo").exists()
    shutil.rmtree(store.root / "site")
    for profile in ("internal", "public"):
        assert run(*build, "--profile", profile, cwd=store.root).returncode == 0
        left = all_text(store.root)
        assert "zưởng" not in left
        assert "kwyển" not in left
    assert "zưởng" not in (done.stdout + done.stderr).lower()


def test_the_row_stays_with_a_word_on_it_and_its_remarks_go(store: Store) -> None:
    told = MEMBERS.replace("dv02:\n", "dv02:  # ở nhờ nhà em\n").replace(
        "      roles:\n        - role: committee_member",
        "      # hay ốm\n      roles:\n        - role: committee_member",
    )
    assert told.count("#") == 2
    store.cell("members.yml", told)
    made = forget.apply(store.options, WHO, GROUND)
    roll = text(store, "members.yml")
    day = made.day.isoformat()
    assert f"\n# dv02: đã xóa họ tên ngày {day} ({GROUND})\ndv02:\n  joined: 2000-01-01\n" in roll
    assert "ốm" not in roll
    assert "nhờ" not in roll
    assert roll.count("#") == 1


def test_the_certificate_says_all_but_the_name(store: Store) -> None:
    before = forget.digest({p: r for p, r in tree(store.root).items() if p.startswith("records/")})
    made = forget.apply(store.options, WHO, GROUND)
    text_ = certificate.as_json(made)
    said = json.loads(text_)
    assert said["schema"] == "chibo.erasure/1"
    assert (said["member"], said["ground"]) == ("huyen-a/na-loc/dv02", GROUND)
    assert {one["path"]: (one["names"], one["rows"]) for one in said["files"]} == {
        f"{FOLDER}/2025/03-regular.md": (5, 0),
        f"{FOLDER}/2025/year.yml": (1, 0),
        f"{FOLDER}/allowances.yml": (1, 0),
        f"{FOLDER}/members.yml": (0, 0),
        f"{FOLDER}/names.yml": (0, 1),
        "records/huyen-a/events/2025.yml": (1, 0),
    }
    assert said["records"]["before"] == before
    after = {p: r for p, r in tree(store.root).items() if p.startswith("records/")}
    listed = "".join(f"{hashlib.sha256(raw).hexdigest()}  {path}\n" for path, raw in sorted(after.items()))
    assert said["records"]["after"] == hashlib.sha256(listed.encode()).hexdigest()
    assert any("git log --all" in one["look"] for one in said["remains"])
    for shown in (text_, certificate.told(made, "vi", done=True), certificate.told(made, "en", done=True)):
        assert "hòa" not in shown.lower()
        assert "hoà" not in shown.lower()


def test_names_are_the_last_to_be_written(store: Store) -> None:
    assert forget.plan(store.options, WHO, GROUND).changes[-1].path == f"{FOLDER}/names.yml"


def _predecessor(store: Store) -> None:
    store.write("records/huyen-b/district.yml", DISTRICT)
    store.write("records/huyen-b/cells/cu/cell.yml", CELL)
    store.write("records/huyen-b/cells/cu/members.yml", "dv09:\n  joined: 2000-01-01\n")
    store.write("records/huyen-b/cells/cu/names.yml", f"dv09: {NAME}\n")
    store.write("records/huyen-b/cells/cu/2025/03-regular.md", MINUTES)
    store.write("records/huyen-b/events/2025.yml", f"training:\n  - title: Lớp của {NAME}\n")
    store.cell("members.yml", MEMBERS.replace("dv02:\n", "dv02:\n      was: huyen-b/cu/dv09\n"))


@pytest.mark.parametrize("asked", [WHO, "huyen-b/cu/dv09"])
def test_the_same_person_in_another_cell_goes_too(store: Store, asked: str) -> None:
    _predecessor(store)
    made = forget.apply(store.options, asked, GROUND)
    assert set(made.same) == {Id("huyen-a/na-loc", "dv02"), Id("huyen-b/cu", "dv09")}
    old = store.root / "records/huyen-b/cells/cu"
    assert (old / "names.yml").read_bytes() == b""
    assert "## dv09 báo cáo" in (old / "2025/03-regular.md").read_text("utf-8")
    event = "cu/dv09" if asked.startswith("huyen-b") else "huyen-a/na-loc/dv02"
    assert f"Lớp của {event}\n" in (store.root / "records/huyen-b/events/2025.yml").read_text("utf-8")
    assert findings(store.root) is not None


def test_a_namesake_is_left_alone_and_told(store: Store) -> None:
    store.write("records/huyen-a/cells/ban-pa/cell.yml", CELL)
    store.write("records/huyen-a/cells/ban-pa/names.yml", f"dv02: {NAME.upper()}\n")
    store.write("records/huyen-a/cells/ban-pa/2025/year.yml", f"thematic_plan:\n  - quarter: 1\n    theme: {NAME}\n")
    before = tree(store.root)
    made = forget.apply(store.options, WHO, GROUND)
    after = tree(store.root)
    assert {p for p in before if before[p] != after[p]} == {
        f"{FOLDER}/{name}"
        for name in ("2025/03-regular.md", "2025/year.yml", "allowances.yml", "members.yml", "names.yml")
    }
    assert made.look == [
        ("records/huyen-a/cells/ban-pa/2025/year.yml", 3, forget.NAMESAKE),
        ("records/huyen-a/events/2025.yml", 2, forget.NAMESAKE),
    ]


def test_what_may_be_the_name_is_told_by_its_line(store: Store) -> None:
    store.cell("2025/04-regular.md", MINUTES.replace("03-05", "04-05").replace(f"{NAME} Bình", "Nong Thi Hoa"))
    store.cell("names.yml", NAMES.replace("dv02", "# chị gái dv01\ndv02"))
    store.cell("2025/nong-thi-hoa.txt", "Nông *Thị* Hoà")
    made = forget.plan(store.options, WHO, GROUND)
    assert made.look == [
        (f"{FOLDER}/2025/04-regular.md", 22, forget.DOUBTFUL),
        (f"{FOLDER}/2025/nong-thi-hoa.txt", 1, forget.DOUBTFUL),
        (f"{FOLDER}/2025/nong-thi-hoa.txt", 0, forget.IN_PATH),
        (f"{FOLDER}/names.yml", 2, forget.REMARK),
    ]
    assert "nong-thi" not in certificate.as_json(made)


def test_names_outside_the_store(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("x") / "ho-ten"
    options = Options(store.root, AS_OF, jobs=1, names=outside)
    with pytest.raises(Impossible, match="ho-ten"):
        forget.plan(options, WHO, GROUND)
    there = outside / "huyen-a/cells/na-loc/names.yml"
    there.parent.mkdir(parents=True)
    (store.root / FOLDER / "names.yml").rename(there)
    made = forget.apply(options, WHO, GROUND)
    assert made.changes[-1].path == "ho-ten/huyen-a/cells/na-loc/names.yml"
    assert there.read_text("utf-8") == f"dv01: Lý Văn Tám\ndv03: Trần Mẫu\ndv04: {NAME} Bình\n"
    assert "## dv02 báo cáo" in text(store, "2025/03-regular.md")


def test_a_store_may_call_its_records_otherwise(store: Store) -> None:
    (store.root / "records").rename(store.root / "ban-ghi")
    made = forget.apply(Options(store.root, AS_OF, jobs=1, records="ban-ghi"), WHO, GROUND)
    assert "hoà\n" not in (store.root / "ban-ghi/huyen-a/cells/na-loc/names.yml").read_text("utf-8").lower()
    assert "  ban-ghi/huyen-a/events/2025.yml: 1 chỗ\n" in certificate.told(made, "vi", done=True)


def test_a_name_of_one_word_is_taken_from_the_names_alone(store: Store) -> None:
    store.cell("names.yml", "dv02: Hoa\ndv03: B\n")
    store.cell("2025/03-regular.md", MINUTES.replace(NAME, "Hoa"))
    made = forget.apply(store.options, WHO, GROUND)
    assert [one.path.rpartition("/")[2] for one in made.changes] == ["members.yml", "names.yml"]
    assert text(store, "names.yml") == "dv03: B\n"
