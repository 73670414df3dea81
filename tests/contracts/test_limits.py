"""The table of limits says what the code does: each at its limit is taken, and one more is not."""

from __future__ import annotations

import importlib
import re
from typing import NamedTuple

import pytest

from generator.check import engine
from generator.model.period import Period
from generator.model.text import Text
from generator.render.minutes import render_minutes
from generator.rules import api
from generator.store import allow, fields, paths, yaml
from generator.store.decode import FILE_LIMIT
from tests.contracts.source import ROOT
from tests.fuzz.memory import found, usual
from tests.support import CELL, DISTRICT, MARCH, MEMBERS, RULEBOOK

FOLDER = CELL.removesuffix("/cell.yml")
YEAR = f"{FOLDER}/2024/year.yml"
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in (ROOT / "docs/limits.md").read_text("utf-8").splitlines() if line.startswith("| ")][1:]  # fmt: skip
FRONT = "date: {date}\ntime: {time}\nattendance: {{roll: {roll}, present: 5}}\n"


class Side(NamedTuple):
    """A record at its limit and one beyond it; the code that the second one gets, and none of which the first one has."""

    limit: str
    path: str
    at: str
    beyond: str
    code: str


def meeting(date: str = "2024-03-05", time: str = "07:30-09:00", roll: str = "5", more: str = "") -> str:
    return f"---\n{FRONT.format(date=date, time=time, roll=roll)}{more}---\nHọp.\n"


def cell(**changed: str) -> str:
    written = {
        "name": "A",
        "type": "village",
        "founded": "2010-05-01",
        "under": "[{unit: xa-tan-doan, from: 2010-05-01}]",
    }
    return "".join(f"{key}: {value}\n" for key, value in {**written, **changed}.items())


def district(to: str = "2199-12-31", zone: str = "UTC") -> str:
    return f"name: A\nlevel: district\nfrom: 1964-01-01\nto: {to}\ntimezone: {zone}\nunits: {{}}\n"


def rules(share: str) -> str:
    return (
        f"title: A\nissuer: B\nsource: C\napplies: {{from: 2018-07-06}}\nscope: all\nquorum: {{warn_below: {share}}}\n"
    )


def nested(levels: int) -> str:
    return f"name: {'[' * levels}{']' * levels}\n"


LONG = "a" * 64
SIDES = [
    Side("bytes of a file", CELL, cell() + "#" * (FILE_LIMIT - len(cell())), cell() + "#" * (FILE_LIMIT - len(cell()) + 1), "YA005"),
    Side("levels of entries", CELL, nested(31), nested(32), "YA005"),
    Side("values of a file", f"{FOLDER}/names.yml", "".join(f"m{n}: A\n" for n in range(19_999)), "".join(f"m{n}: A\n" for n in range(20_000)), "YA005"),
    Side("values of a file", CELL, "name: [" + "*a, " * 19_998 + "]\n", "name: [" + "*a, " * 20_001 + "]\n", "YA005"),
    Side("characters of a slug", MEMBERS, f"{LONG}: {{joined: 2010-05-01}}\n", f"{LONG}a: {{joined: 2010-05-01}}\n", "FI003"),
    Side("characters of a name", f"{FOLDER}/2024/03-thematic-{LONG}.md", meeting(more="theme: A\n"), "", ""),
    Side("first year", CELL, cell(founded="1930-01-01"), cell(founded="1929-12-31"), "FI003"),
    Side("last year", DISTRICT, district(to="2199-12-31"), district(to="2200-01-01"), "FI003"),
    Side("characters of the name of a time zone", DISTRICT, district(zone="Asia/Ho_Chi_Minh"), district(zone="a/" * 40_000), "FI003"),
    Side("a count", MARCH, meeting(roll="9999999"), meeting(roll="10000000"), "FI003"),
    Side("points", MARCH, meeting(more="score: {self: {time: 9999.999}}\n"), meeting(more="score: {self: {time: 10000}}\n"), "FI003"),
    Side("day of the month", CELL, cell(fixed_day="28"), cell(fixed_day="29"), "FI003"),
    Side("day of the month", CELL, cell(fixed_day="1"), cell(fixed_day="0"), "FI003"),
    Side("quarter", YEAR, "thematic_plan: [{quarter: 4, theme: A}]\n", "thematic_plan: [{quarter: 5, theme: A}]\n", "FI003"),
    Side("quarter", YEAR, "thematic_plan: [{quarter: 1, theme: A}]\n", "thematic_plan: [{quarter: 0, theme: A}]\n", "FI003"),
    Side("hour", MARCH, meeting(time="22:00-24:00"), meeting(time="22:00-24:01"), "FI003"),
    Side("hour", MARCH, meeting(time="23:59-24:00"), meeting(time="24:00-24:00"), "FI003"),
    Side("figures of a threshold", RULEBOOK, rules("999999/999999"), rules("1000000/999999"), "FI003"),
    Side("figures of a threshold", RULEBOOK, rules("1/999999"), rules("1/1000000"), "FI003"),
]  # fmt: skip


def codes(path: str, text: str) -> set[str]:
    return {one.code for one in found({**usual(), path: text.encode()}) if one.path == path}


@pytest.mark.parametrize("side", [side for side in SIDES if side.code], ids=lambda side: side.limit)
def test_at_the_limit_it_is_taken_and_beyond_it_refused(side: Side) -> None:
    assert side.code not in codes(side.path, side.at)
    assert side.code in codes(side.path, side.beyond)


@pytest.mark.parametrize(
    ("at", "beyond"),
    [
        (f"records/{LONG}/district.yml", f"records/{LONG}a/district.yml"), (f"records/a/cells/{LONG}/cell.yml", f"records/a/cells/{LONG}a/cell.yml"),
        (f"records/rulebook/{LONG}.yml", f"records/rulebook/{LONG}a.yml"), (f"records/a/reviews/{LONG}.yml", f"records/a/reviews/{LONG}a.yml"),
        (f"records/a/cells/b/2024/03-thematic-{LONG}.md", f"records/a/cells/b/2024/03-thematic-{LONG}a.md"),
        ("records/a/events/1930.yml", "records/a/events/1929.yml"), ("records/a/observers/2199.yml", "records/a/observers/2200.yml"),
        ("records/a/cells/b/2024/12-regular.md", "records/a/cells/b/2024/13-regular.md"), ("records/a/cells/b/2024/01-regular.md", "records/a/cells/b/2024/00-regular.md"),
    ],
)  # fmt: skip
def test_a_path_at_the_limit_is_taken_and_beyond_it_refused(at: str, beyond: str) -> None:
    assert paths.parse(at) is not None
    assert paths.parse(beyond) is None
    assert paths.refuse(beyond).code == "PA001"


@pytest.mark.parametrize("number", [yaml.FINDING_LIMIT, yaml.FINDING_LIMIT + 1])
def test_of_more_findings_than_are_told_the_rest_is_counted(number: int) -> None:
    told = yaml.parse("x", "".join(f"a{n}: &b c\n" for n in range(number))).findings
    assert (len(told), told[-1].more) == (yaml.FINDING_LIMIT, number - yaml.FINDING_LIMIT)


@pytest.mark.parametrize("more", [0, 1])
def test_of_more_unknown_keys_than_are_told_the_rest_is_counted(more: int) -> None:
    unknown = "".join(f"zz{n}: a\n" for n in range(fields._FAULTS + more))
    told = [one for one in found({**usual(), CELL: (cell() + unknown).encode()}) if one.code == "FI001"]
    assert (len(told), told[-1].more) == (fields._FAULTS, more)


@pytest.mark.parametrize("more", [0, 1])
def test_of_more_faults_of_a_rule_than_are_told_the_rest_is_counted(more: int) -> None:
    ids = "".join(f"\n    - x{n}" for n in range(engine.FINDING_LIMIT + more))
    text = (
        "---\ndate: 2024-03-05\ntime: 07:30-09:00\nattendance:\n  roll: 5\n  present: 5\n  spoke:" + ids + "\n---\nA\n"
    )
    told = [one for one in found({**usual(), MARCH: text.encode()}) if one.code == "RE101"]
    assert (len(told), told[-1].more) == (engine.FINDING_LIMIT, more)


@pytest.mark.parametrize("more", [0, 1])
def test_so_is_the_rest_where_a_rule_looks_at_more_than_a_meeting(more: int) -> None:
    number = engine.FINDING_LIMIT + more
    tasks = "".join(f"\n  t{n}: {{title: A, owner: dv01, due: 2024-03-10}}" for n in range(number))
    text = f"---\ndate: 2024-03-05\ntime: 07:30-09:00\nattendance: {{roll: 5, present: 4}}\ntasks:{tasks}\n---\nA\n"
    allowed = "".join("# allow[AT104]: lý do\n" for _ in range(number))
    diagnostics = found({**usual(), MARCH: text.replace("---\nA", f"{allowed}---\nA").encode()})
    for code in ("TA101", "AL101"):
        told = [one for one in diagnostics if one.code == code]
        assert (len(told), told[-1].more) == (engine.FINDING_LIMIT, more), code


def test_months_are_told_one_by_one_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    rule, _ = api.checks("cell")[0]
    months = [str(Period(year, month)) for year in range(2010, 2020) for month in range(1, 13)]
    every = [(rule, lambda _: iter([rule.find(CELL, found=Text("a", "a"), period=month) for month in months]))]
    monkeypatch.setattr(api, "checks", lambda _: every)
    assert [finding.period for finding in engine.run("cell", None)] == months


def test_deeper_minutes_are_shown_as_typed() -> None:
    assert "<pre>" not in render_minutes("> " * 63 + "a")
    assert "<pre>" in render_minutes("> " * 66 + "a")


def test_a_longer_list_of_codes_allows_nothing() -> None:
    assert len(allow.inline("x", f"# allow[{'A' * 500}]: x\n")) == 1
    assert allow.inline("x", f"# allow[{'A' * 501}]: x\n") == []


def test_the_table_holds_what_the_code_holds() -> None:
    told = {
        name: int(most.replace(",", ""))
        for _, most, _, name in ROWS
        if name.startswith("`generator.") and name.count(".") > 2
    }
    assert len(told) >= 12
    for name, most in told.items():
        module, _, constant = name.strip("`").rpartition(".")
        if hasattr(importlib.import_module(module), constant):
            assert getattr(importlib.import_module(module), constant) == most, name
        else:
            assert f"{{0,{most}}}" in importlib.import_module(name.strip("`"))._OPENING


def test_each_limit_of_a_record_is_tried_on_both_sides() -> None:
    fields_of = [what for what, _, code, _ in ROWS if re.match("YA|FI|PA", code)]
    tried = {side.limit for side in SIDES}
    assert [what for what in fields_of if not any(what.startswith(limit) for limit in tried)] == []
    assert {limit for limit in tried if not any(row[0].startswith(limit) for row in ROWS)} == set()
