"""`chibo build`: what is published, what is refused, and what is left out."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import ONE_CELL, run, tree

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    "index.html", "van-mau/index.html", "van-mau/2024/index.html", "van-mau/units/xa-thanh-mau/index.html",
    "van-mau/units/xa-thanh-mau/2024/index.html", "van-mau/cells/ban-na-vi/index.html",
    "van-mau/cells/ban-na-vi/2024/index.html", "van-mau/cells/ban-na-vi/2024/03-regular/index.html",
    "van-mau/missing/2024/index.html", "van-mau/problems/index.html", "rules/AT101/index.html", "handbook/index.html",
    "definitions/index.html", "search/index.html", "search/index/names.json", "search/index/handbook.json",
    "search/index/van-mau/2024.json", "data/v1/index.json", "data/v1/van-mau/district.json", "data/v1/van-mau/cells/ban-na-vi.json",
    "data/v1/van-mau/stats.csv", "data/v1/van-mau/attendance.csv", "404.html", "assets/chibo.css", "manifest.json",
    "robots.txt",
]  # fmt: skip
FIRST = f"records/{ONE_CELL}/2025/08-regular.md"


def wrong_totals(store: Path) -> Path:
    """Make a meeting's totals wrong."""
    file = store / FIRST
    text = file.read_text("utf-8")
    line = next(part for part in text.splitlines() if part.strip().startswith("present:"))
    file.write_text(text.replace(line, "  present: 1"), "utf-8")
    return file


@pytest.mark.parametrize("page", PAGES)
def test_each_kind_of_page_stands_at_its_url(built_sample: Path, page: str) -> None:
    assert (built_sample / page).is_file()


@pytest.mark.properdocs
def test_nothing_of_docs_but_the_handbook_is_published(built_sample: Path) -> None:
    top = {path.name for path in built_sample.iterdir()}
    assert top == {
        "404.html", "assets", "data", "definitions", "handbook", "index.html", "manifest.json", "robots.txt", "rules", "search",
        "van-mau", "xa-binh-phu", "xa-van-son",
    }  # fmt: skip


@pytest.mark.properdocs
def test_a_district_whose_records_begin_after_as_of_shows_the_year_of_as_of(small_store: Path) -> None:
    done = run("build", "--as-of", "2023-06-01", cwd=small_store)
    assert done.returncode == 0, done.stderr
    data = json.loads((small_store / "site/data/v1/xa-van-son/district.json").read_text("utf-8"))
    assert {key[:4] for key in data["stats"]} == {"2023"}
    assert data["stats"]["2023"]["meeting_coverage"] == {"n": 0, "d": 0, "value": None}
    assert (small_store / "site/xa-van-son/2023/index.html").is_file()


@pytest.mark.properdocs
def test_an_invalid_record_refuses_the_build_and_leaves_the_old_site(small_store: Path) -> None:
    assert run("build", cwd=small_store).returncode == 0
    before = tree(small_store / "site")
    wrong_totals(small_store)
    done = run("build", cwd=small_store)
    assert done.returncode == 1
    assert f"{FIRST}:" in done.stderr
    assert "AT101" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(small_store / "site") == before
    left = {p.name for p in small_store.iterdir()} - {".cache"}
    assert left == {"records", "mkdocs.yml", "docs", "site"}, "no staging folder is left"


def test_keep_going_leaves_the_record_out_and_says_so(small_store: Path) -> None:
    assert run("build", cwd=small_store).returncode == 0
    before = tree(small_store / "site")
    wrong_totals(small_store)
    done = run("build", "--keep-going", cwd=small_store)
    assert done.returncode == 1
    site = small_store / "site"
    after = tree(site)
    gone = set(before) - set(after)
    assert gone == {f"{ONE_CELL}/2025/08-regular/index.html"}
    for page in ("xa-van-son/2025", "xa-van-son/missing/2025", ONE_CELL, f"{ONE_CELL}/2025"):
        html = (site / page / "index.html").read_text("utf-8")
        assert FIRST in html or "08-regular.md" in html, page
    months = json.loads((site / "data/v1/xa-van-son/cells/thon-na-vi.json").read_text("utf-8"))["months"]
    assert months["2025-08"] == "invalid"
    other = "xa-van-son/cells/thon-dong/"
    assert {k: v for k, v in after.items() if k.startswith(other)} == {
        k: v for k, v in before.items() if k.startswith(other)
    }


def test_unmet_obligations_never_stop_a_build(small_store: Path) -> None:
    (small_store / f"records/{ONE_CELL}/2025/12-regular.md").unlink()
    assert run("check", cwd=small_store).returncode == 1
    assert run("build", cwd=small_store).returncode == 0


def test_a_broken_rulebook_builds_nothing_at_all(small_store: Path) -> None:
    (small_store / "records/rulebook/hd-42-btctw-2025.yml").write_text("title: [", "utf-8")
    done = run("build", "--keep-going", cwd=small_store)
    assert done.returncode == 1
    assert not (small_store / "site").exists()


@pytest.mark.parametrize(
    ("file", "gone"),
    [
        (f"records/{ONE_CELL}/cell.yml", f"{ONE_CELL}/index.html"),
        ("records/xa-van-son/district.yml", "xa-van-son/index.html"),
    ],
)
def test_a_broken_head_file_leaves_out_what_depends_on_it(small_store: Path, file: str, gone: str) -> None:
    (small_store / file).write_text("name: [", "utf-8")
    done = run("build", "--keep-going", cwd=small_store)
    assert done.returncode == 1, done.stderr
    assert not (small_store / "site" / gone).exists()
    assert (small_store / "site" / "index.html").is_file()
    assert file in (small_store / "site" / "index.html").read_text("utf-8") or "xa-van-son" in gone


def test_a_broken_roll_keeps_the_meetings_counted_by_their_totals(small_store: Path) -> None:
    assert run("build", cwd=small_store).returncode == 0
    data = small_store / "site/data/v1/xa-van-son/cells/thon-na-vi.json"
    before = json.loads(data.read_text("utf-8"))["stats"]["2025"]["attendance_rate_due"]
    (small_store / f"records/{ONE_CELL}/members.yml").write_text("dv01: [", "utf-8")
    assert run("build", "--keep-going", cwd=small_store).returncode == 1
    assert json.loads(data.read_text("utf-8"))["stats"]["2025"]["attendance_rate_due"] == before
    html = (small_store / "site" / ONE_CELL / "2025/index.html").read_text("utf-8")
    assert 'data-attendance="present"' not in html
    assert "members.yml" in html


def test_the_public_profile_is_the_default(small_store: Path) -> None:
    (small_store / "mkdocs.yml").write_text(
        "site_name: Sổ\ntheme: {name: chibo}\nplugins:\n  - chibo: {as_of: 2026-01-15}\n", "utf-8"
    )
    assert run("build", cwd=small_store).returncode == 0
    assert not (small_store / "site" / ONE_CELL / "2025/08-regular").exists()


@pytest.mark.properdocs
def test_the_internal_site_asks_to_be_left_out_of_search_machines_and_the_public_one_does_not(
    built_sample: Path, built_public: Path
) -> None:
    assert (built_sample / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert (built_public / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"


def test_the_public_site_needs_no_names_and_no_store_setting(small_store: Path) -> None:
    assert run("build", "--profile", "public", "--output", "one", cwd=small_store).returncode == 0
    for names in (small_store / "records").rglob("names.yml"):
        names.unlink()
    assert run("build", "--profile", "public", "--output", "two", cwd=small_store).returncode == 0
    assert tree(small_store / "one") == tree(small_store / "two")


def test_the_public_site_holds_only_the_pages_it_may(built_public: Path) -> None:
    pages = {path.relative_to(built_public).parent.as_posix() for path in built_public.rglob("index.html")}
    inside = {p for p in pages if p.startswith(("van-mau", "xa-"))}
    for page in inside:
        rest = page.split("/")[1:]
        ok = rest[:1] in ([], ["units"], ["cells"], ["missing"]) or (len(rest) == 1 and rest[0].isdigit())
        assert ok, page
        assert not (rest[:1] == ["cells"] and len(rest) > 2), page
    assert not any("cong-an" in p or "quan-su" in p for p in inside)
    assert not (built_public / "data/v1/van-mau/attendance.csv").exists()


def test_the_public_site_names_nobody(built_public: Path, built_sample: Path) -> None:
    from generator.store.yaml import parse

    names: set[str] = set()
    for file in (built_sample.parent / "records").rglob("names.yml"):
        names |= {str(v) for v in parse("", file.read_text("utf-8")).value.values()}
    assert len(names) > 100
    text = "\n".join(p.read_text("utf-8") for p in built_public.rglob("*") if p.suffix in {".html", ".json", ".csv"})
    assert [name for name in names if name in text] == []
    assert any(name in (built_sample / "van-mau/cells/ban-na-vi/index.html").read_text("utf-8") for name in names)


@pytest.mark.properdocs
@pytest.mark.parametrize("what", ["nothing", "rulebook only", "a district without cells", "a cell without members"])
def test_empty_stores_give_pages(tmp_path: Path, what: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# x\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Sổ\ntheme: {name: chibo}\nplugins:\n  - chibo: {profile: internal, as_of: 2024-06-15}\n", "utf-8"
    )
    records = tmp_path / "records"
    records.mkdir()
    if what != "nothing":
        shutil.copytree("records/rulebook", records / "rulebook")
        (records / "rulebook" / "van-mau-2024.yml").unlink(missing_ok=True)
    if what.startswith("a "):
        (records / "d").mkdir()
        (records / "d/district.yml").write_text(
            "name: D\nlevel: district\nfrom: 2000-01-01\nunits:\n  u: {name: U, level: commune, from: 2000-01-01}\n",
            "utf-8",
        )
    if what == "a cell without members":
        (records / "d/cells/c").mkdir(parents=True)
        (records / "d/cells/c/cell.yml").write_text(
            "name: C\ntype: village\nunder:\n  - {unit: u, from: 2000-01-01}\nfounded: 2000-01-01\n", "utf-8"
        )
        (records / "d/cells/c/members.yml").write_text("", "utf-8")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = "\n".join(p.read_text("utf-8") for p in (tmp_path / "site").rglob("*.html"))
    assert "nan" not in text.lower().replace("nang", "").replace("nan-", "") or "nan %" not in text.lower()
    assert "None" not in text


def same_bytes(one: dict[str, str], other: dict[str, str]) -> Any:
    """What differs between two sites."""
    return {k for k in one.keys() | other.keys() if one.get(k) != other.get(k)}


@pytest.mark.properdocs
def test_mkdocs_and_chibo_give_the_same_pages(small_store: Path) -> None:
    import os
    import subprocess
    import sys

    from tests.site.conftest import ROOT

    assert run("build", "--output", "ours", cwd=small_store).returncode == 0
    engine = "properdocs" if os.environ.get("CHIBO_ENGINE") == "properdocs" else "mkdocs"
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "-q", "-f", "mkdocs.yml", "-d", "theirs"],
        cwd=small_store, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    theirs = {k: v for k, v in tree(small_store / "theirs").items() if not k.startswith("sitemap")}
    assert same_bytes(tree(small_store / "ours"), theirs) == set()


def test_a_store_s_docs_neither_add_nor_replace_files_of_the_site(small_store: Path) -> None:
    assets = small_store / "docs/assets"
    assets.mkdir()
    (assets / "secret.txt").write_text("bí mật", "utf-8")
    (assets / "chibo.css").write_text("body{display:none}", "utf-8")
    (small_store / "docs/handbook").mkdir()
    (small_store / "docs/handbook/trang.html").write_text("<script>alert(1)</script>", "utf-8")
    (small_store / "docs/handbook/rieng.md").write_text("# Riêng\n\n<script>alert(1)</script>Chữ.\n", "utf-8")
    assert run("build", cwd=small_store).returncode == 0
    site = small_store / "site"
    assert not (site / "assets/secret.txt").exists()
    assert not (site / "handbook/trang.html").exists()
    assert "display:none" not in (site / "assets/chibo.css").read_text("utf-8")[:40]
    page = (site / "handbook/rieng/index.html").read_text("utf-8")
    assert "Chữ." in page
    assert page.count("<script") == page.count("<script src=") == 1  # the site's own


def test_the_site_goes_beside_the_records_or_where_it_is_told(small_store: Path, tmp_path: Path) -> None:
    assert run("build", cwd=small_store / "records").returncode == 0
    assert (small_store / "site/index.html").is_file()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run("build", "--store", str(small_store), "--output", "out", cwd=elsewhere).returncode == 0
    assert (elsewhere / "out/index.html").is_file()


def test_a_store_without_docs_is_refused_in_words(small_store: Path) -> None:
    shutil.rmtree(small_store / "docs")
    done = run("build", cwd=small_store)
    assert done.returncode == 2
    assert "docs" in done.stderr
    assert "Traceback" not in done.stderr
