"""What no record may say reaches no page, no data file and no report; what is counted stays counted."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator import pipeline, report
from generator.pipeline import CheckReport, Options
from tests.site.conftest import run
from tests.support import (
    AS_OF,
    CELL,
    DISTRICT,
    FEBRUARY,
    MARCH,
    MEMBERS,
    OBSERVERS,
    OTHER,
    RULEBOOK,
    USUAL,
    Files,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.judge import Store

PHONE = "0912000567"
PRIVATE = ("0912 000 567", "0912.000.567", "0912-000-567", "+84 912 000 567", "0912000567")
TRACES = re.compile(r"912[\s.,•-]*000[\s.,•-]*567|912000567|000[\s.,-]*567|QUAT[A-Z]+", re.IGNORECASE)
CONFIG = "site_name: Sổ\ntheme: {name: chibo}\nplugins:\n  - chibo: {as_of: 2024-04-15}\n"

FULL = f"""---
# hỏi {PRIVATE[0]}, QUATREMARK
date: 2024-03-05
time: 07:30-09:40
place: QUATPLACE {PRIVATE[1]}
theme: QUATTHEME
postponed:
  from: 2024-03-03
  reason: QUATREASON
attendance:
  roll: 5
  present: 4
resolution:
  number: QUATNUMBER/{PRIVATE[2]}
  kind: resolution
  votes: {{for: 4, against: 0, other: 0}}
tasks:
  t1:
    title: QUATTASK {PRIVATE[3]}
    owner: dv03
    due: 2024-03-25
  quatid-{PHONE}:
    owner: dv02
followup:
  2024-02/t1: done
score:
  self: {{time: 5, quatgroup: 3}}
---
## QUATHEADING
Gọi {PRIVATE[0]}, QUATTEXT.

| QUATCELL | {PRIVATE[4]} |
|---|---|
| `QUATCODE` | [QUATLINK](https://example.invalid/QUATURL) |

Họp\u00a0xong QUATSPACE {PRIVATE[2]}.
<!-- QUATCOMMENT -->
"""
LATER = f"""---
date: 2024-04-05
time: 07:30-09:40
attendance:
  roll: 5
  present: 4
followup:
  2024-03/quatid-{PHONE}: done
---
Chi bộ họp.
"""
COUNTS = f"""---
date: 2024-03-05
time: 07:30-09:40
chair: quatchair
minutes_by: quat-{PHONE}
attendance:
  roll: 9
  present: 7
  excused: {{quatabsent: sick}}
  unexcused: [quat-{PHONE}]
  spoke: [quatspoke]
---
Họp.
"""
FLOOD = f"---\nstate: not_held\nreason: QUATFLOOD {PRIVATE[0]}\n---\nQUATBELOW\n"
WAIVED = "---\nstate: waived\nreason: QUATWHY\ndecision: QUATPAPER\n---\nTUYỆT MẬT\nQUATSECRET\n"
CASES: Files = {
    MARCH: FULL,
    MARCH.replace("03-", "04-"): LATER,
    f"{OTHER}/2024/03-regular.md": COUNTS,
    f"{OTHER}/2024/02-regular.md": FLOOD,
    f"{OTHER}/2024/01-regular.md": WAIVED,
}


def built(root: Path, profile: str, files: Files = CASES) -> tuple[Store, dict[str, bytes]]:
    """A store built in spite of its errors, and every file of the site that comes from its records."""
    write(root, files)
    options = Options(root=root, as_of=AS_OF, jobs=1, profile=profile, keep_going=True)
    stage = pipeline.open_stage(root / "site")
    store = pipeline.build(options, stage)
    assert not store.refused(options)
    return store, {p.relative_to(stage.root).as_posix(): p.read_bytes() for p in stage.root.rglob("*") if p.is_file()}


def traces(text: str) -> set[str]:
    """What is left of the private things in a text, however it is written."""
    plain = unicodedata.normalize("NFKC", html.unescape(text.encode().decode("utf-8", "replace")))
    return {found[0] for form in (plain, re.sub(r"<[^>]*>", "", plain)) for found in TRACES.finditer(form)}


def reports(store: Store) -> str:
    """Everything that reports say of a store, in every format and language."""
    shown = CheckReport(store.as_of, store.diagnostics, store.files)
    return "\n".join(report.render(form, shown, lang) for form in report.formats() for lang in ("vi", "en"))


def test_the_traces_would_be_seen() -> None:
    for value in (
        *PRIVATE,
        "912.000.567",
        "0912&#160;000&#160;567",
        "<b>0912</b>000567",
        "quattask",
        "0912 00…0 567 QUATX",
    ):
        assert traces(value), value


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_nothing_private_reaches_the_site(tmp_path: Path, profile: str) -> None:
    store, files = built(tmp_path, profile)
    assert {d.code for d in store.refusals} == {"PR101", "PR103"}
    assert len(files) > 20
    assert {name: found for name, data in files.items() if (found := traces(data.decode()))} == {}
    assert {name for name in files if traces(name)} == set()


def test_the_pages_say_why(tmp_path: Path) -> None:
    _, files = built(tmp_path, "internal")
    for page, code in (
        ("ban-a/2024/03-regular", "PR101"), ("ban-b/2024/03-regular", "PR101"), ("ban-b/2024/02-regular", "PR101"), ("ban-b/2024/01-regular", "PR103"),
    ):  # fmt: skip
        text = files[f"van-quan/cells/{page}/index.html"].decode()
        assert "Biên bản được giữ lại" in text, page
        assert f">{code}</a>" in text, page
        assert "data-minutes" not in text, page
    march = files["van-quan/cells/ban-a/2024/03-regular/index.html"].decode()
    assert "(được giữ lại)" in march
    assert "Làm đường" in march, "the task of another record, which this one reports on"


def test_the_record_is_counted_as_if_nothing_were_wrong(tmp_path: Path) -> None:
    clean = {
        path: re.sub(r"MẬT|[+]84 912 000 567|0912[ .-]?000[ .-]?567", "x", text)
        for path, text in CASES.items()
        if isinstance(text, str)
    }
    _, wrong = built(tmp_path / "a", "internal")
    store, right = built(tmp_path / "b", "internal", clean)
    assert store.refusals == []
    figures = ("stats.csv", "attendance.csv", "months.csv", ".json")
    data = [name for name in right if name.startswith("data/") and name.endswith(figures) and "package" not in name]
    assert len(data) > 5
    assert [name for name in data if wrong[name] != right[name]] == []


@pytest.mark.parametrize(
    "line",
    [
        f"place: [{PHONE}]", f"place: {{QUATKEY: {PHONE}}}", f"model: {PHONE}", f"model: QUATVALUE {PRIVATE[0]}", f"{PHONE}: 1", f"QUATKEY {PRIVATE[1]}: 1",
        f"place: QUATPLACE\nplace: {PRIVATE[0]}", f"{PHONE}: 1\n{PHONE}: 2", f"place: Họp #{PHONE} QUATCUT", f"place: &QUAT {PHONE}", f"place: QUAT: {PHONE}",
        f"place: {{a: QUATCOMMA {PRIVATE[0]}, QUATREST}}", "model: " + "QUAT " * 11 + PHONE, f"chair: {PHONE}", f"chair: quat-{PHONE}", f'place: "{PHONE}',
        f"joint_with: [quat-{PHONE}]", f"observers: [quat-{PHONE}]", f"followup: {{2024-02/quat-{PHONE}: done}}", f"time: {PHONE}", f"roll: {PHONE}",
        f"place: {PHONE}\u00a0QUATSPACE", f"place: {PHONE}\u200bQUATZERO", f"\tplace: {PHONE}", "theme: QUATTHEME MẬT\nmodel: QUATMODEL", f"tasks: {{t1: {{due: {PHONE}}}}}",
    ],
)  # fmt: skip
def test_no_report_quotes_a_line_with_other_faults(tmp_path: Path, line: str) -> None:
    text = f"---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance: {{roll: 5, present: 4}}\n{line}\n---\nHọp.\n"
    store, files = built(tmp_path, "internal", {MARCH: text})
    assert store.diagnostics
    told = reports(store)
    assert not re.search(r"912[ .-]?000[ .-]?567|9120005", told)
    if any(d.withholds for d in store.diagnostics):
        assert not re.search("QUAT(?!KEY)", told)
    pages = "\n".join(data.decode() for data in files.values())
    assert not re.search(r"912[ .-]?000[ .-]?567|9120005", pages)


def test_no_report_quotes_anything_private(tmp_path: Path) -> None:
    store, _ = built(tmp_path, "internal")
    assert {d.code for d in store.diagnostics} >= {"PR101", "PR103", "YA006"}
    assert traces(reports(store)) == set()
    assert {traces("/".join(map(str, (d.subject, d.fingerprint, d.excerpt)))) == set() for d in store.diagnostics} == {
        True
    }


def test_files_without_private_things_are_quoted_as_ever(tmp_path: Path) -> None:
    text = str(USUAL[MARCH]).replace("present: 4", "present: 3")
    store, _ = built(tmp_path, "internal", {MARCH: text, FEBRUARY: f"{str(USUAL[FEBRUARY]).rstrip()} Gọi {PHONE}.\n"})
    (error,) = (d for d in store.diagnostics if d.code == "AT101")
    assert error.excerpt == ((6, "  present: 3"),)


def more(path: str, line: str) -> str:
    """A file of the usual store with a line below it."""
    return f"{str(USUAL[path]).rstrip()}\n{' ' * 8}{line}\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (CELL, more(CELL, f"# {PHONE}")), (MEMBERS, more(MEMBERS, f"# {PHONE}")), (DISTRICT, more(DISTRICT, f"# {PHONE}")), (RULEBOOK, more(RULEBOOK, f"# {PHONE}")),
        (OBSERVERS, more(OBSERVERS, "# MẬT")), ("records/van-quan/events/2024.yml", f"# {PHONE}\ntraining: []\n"),
        ("records/van-quan/reviews/so-ket.yml", f"title: Gọi {PHONE}\ndate: 2024-01-05\noptions: {{keep: Giữ}}\nproposals: {{xa-tan-doan: keep}}\n"),
        ("records/van-quan/cells/ban-a/names.yml", f"dv01: Lý Văn Tám {PHONE}\n"), ("records/van-quan/cells/ban-a/2024/year.yml", f"# {PHONE}\ngrade: completion\n"),
    ],
)  # fmt: skip
def test_other_files_are_refused_whatever_is_asked_for(tmp_path: Path, path: str, text: str) -> None:
    write(tmp_path, {path: text})
    stage = pipeline.open_stage(tmp_path / "site")
    options = Options(root=tmp_path, as_of=AS_OF, jobs=1, profile="internal", keep_going=True)
    store = pipeline.build(options, stage)
    assert [d.path for d in store.refusals] == [path]
    assert store.refused(options)
    assert not (stage.root / "index.html").exists()
    assert traces(reports(store)) == set()


def test_names_in_the_minutes_refuse_nothing(tmp_path: Path) -> None:
    names = {
        "records/van-quan/cells/ban-a/names.yml": "dv01: Lò Thị Quạt\n",
        MARCH: f"{str(USUAL[MARCH]).rstrip()} Lò Thị Quạt báo cáo.\n",
    }
    store, files = built(tmp_path, "public", names)
    assert [(d.code, d.severity) for d in store.diagnostics] == [("PR102", "warning")]
    assert store.refusals == []
    assert "Lò Thị Quạt".encode() not in b"".join(files.values())


def command(root: Path, files: Files) -> Path:
    write(root, files)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Sổ\n", "utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return root


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_commands_keep_silent_too(tmp_path: Path, profile: str) -> None:
    root = command(tmp_path, CASES)
    refused = run("build", "--profile", profile, cwd=root)
    assert refused.returncode == 1
    assert "(--keep-going: bỏ qua các bản ghi lỗi.)" in refused.stderr
    assert not (root / "site").exists()
    done = run("build", "--profile", profile, "--keep-going", cwd=root)
    assert done.returncode == 1
    said = [refused, done, *(run("check", "--format", form, cwd=root) for form in report.formats())]
    assert [traces(one.stdout + one.stderr) for one in said] == [set()] * len(said)
    site = {p for p in (root / "site").rglob("*") if p.is_file()}
    assert (root / "site" / "van-quan" / "index.html") in site
    assert {p: found for p in site if (found := traces(p.read_bytes().decode("utf-8", "replace")))} == {}


def test_a_refusal_that_cannot_be_passed_over_says_so(tmp_path: Path) -> None:
    root = command(tmp_path, {CELL: more(CELL, f"# {PHONE}")})
    done = run("build", "--keep-going", "--lang", "en", cwd=root)
    assert done.returncode == 1
    assert "--keep-going cannot leave out" in done.stderr
    assert not (root / "site").exists()
