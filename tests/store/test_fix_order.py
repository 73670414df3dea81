"""Keys in the order of their models: each with its comments, and never where a comment's key is not plain."""

from __future__ import annotations

import textwrap

import pytest

from generator.store import fix_models
from generator.store.fix import fixed
from generator.store.fix_order import ordered

MEETING = "records/van-quan/cells/ban-a/2024/03-regular.md"


def meeting(text: str) -> str:
    return ordered("meeting", textwrap.dedent(text).lstrip("\n"))


def same(text: str) -> bool:
    plain = textwrap.dedent(text).lstrip("\n")
    return ordered("meeting", plain) == plain


def test_top_level_keys_with_what_belongs_to_them() -> None:
    assert meeting("""
        place: Nhà
        # ngày dương lịch
        # allow[ME106]: bận mùa gặt
        date: 2024-03-05  # thứ ba
        tasks:
          t1:
            title: >-
              một
              hai

        attendance:
          roll: 5
          # present: 3

        # khách
        chair: dv01
        # cuối
    """) == textwrap.dedent("""
        # ngày dương lịch
        # allow[ME106]: bận mùa gặt
        date: 2024-03-05  # thứ ba
        place: Nhà
        # khách
        chair: dv01

        attendance:
          roll: 5
          # present: 3

        tasks:
          t1:
            title: >-
              một
              hai
        # cuối
    """).lstrip("\n")  # fmt: skip


def test_attendance_score_and_tasks_inside_a_record_that_moves() -> None:
    assert meeting("""
        score:
          official_grade: good
          self: {time: 5, attendance: 4}
        tasks:
          t2:
            due: 2024-03-25
            # người làm
            owner: dv05
            title: Làm đường
          t1:
            title: A
            due: 2024-03-20
        attendance:
          spoke: [dv03,
            dv01]  # hai người
          excused:
            dv09: work
            dv04: sick
          present: 3
          roll: 5
    """) == textwrap.dedent("""
        attendance:
          roll: 5
          present: 3
          excused:
            dv09: work
            dv04: sick
          spoke: [dv03,
            dv01]  # hai người
        tasks:
          t2:
            title: Làm đường
            # người làm
            owner: dv05
            due: 2024-03-25
          t1:
            title: A
            due: 2024-03-20
        score:
          self: {time: 5, attendance: 4}
          official_grade: good
    """).lstrip("\n")  # fmt: skip


def test_a_sample_of_a_scaffold_stays_below_its_key() -> None:
    assert meeting("""
        theme: A
        attendance:
          excused:
        #    dv04: sick     # lý do
          present: 4
          spoke:
        #    - dv01
        # Danh sách:
        #   dv01  Nông Thị Hoa
        observers:
        chair: dv01
    """) == textwrap.dedent("""
        chair: dv01
        attendance:
          present: 4
          excused:
        #    dv04: sick     # lý do
          spoke:
        #    - dv01
        # Danh sách:
        #   dv01  Nông Thị Hoa
        observers:
        theme: A
    """).lstrip("\n")  # fmt: skip


def test_block_texts_move_whole() -> None:
    assert (
        meeting("place: |\n  một\n\n  hai # chữ\n\n\ndate: 2024-03-05\n")
        == "date: 2024-03-05\n\n\nplace: |\n  một\n\n  hai # chữ\n"
    )
    assert same("place: |+\n  một\n\n\ndate: 2024-03-05\n") is False
    assert meeting("place: |+\n  một\n\ndate: 2024-03-05\n") == "date: 2024-03-05\nplace: |+\n  một\n\n"


def test_quoted_keys_and_marks_of_a_document() -> None:
    assert ordered("cell", '---\ntype: village\n"name": A\n...\n') == '---\n"name": A\ntype: village\n...\n'
    assert ordered("cell", "# của chi bộ\n\ntype: village\nname: A\n") == "# của chi bộ\n\nname: A\ntype: village\n"


@pytest.mark.parametrize(
    "text",
    [
        "place: A\nnote: B\ndate: 2024-03-05\n",  # an unknown key
        "{place: A, date: 2024-03-05}\n",
        "attendance: {present: 4, roll: 5}\n",
        "place: A\n# của ai?\n\ndate: 2024-03-05\n",
        "place: A\n\n# của ai?\n\ndate: 2024-03-05\n",
        "place: A\ndate: 2024-03-05\ndate: 2024-03-06\n",
        "? place\n: A\n? date\n: 2024-03-05\n",
        "place: A\ndate: [\n",
        "attendance:\n  excused:\n    dv09: work\n    dv04: sick\n",
        "guests:\n  other: 1\n  invited: 2\n",
        "followup:\n  2024-02/t2: done\n  2024-01/t1: done\n",
        "resolution:\n  kind: resolution\n  number: A\n",  # not one of the mappings that are put in order
        "score:\n  self:\n    closing: 1\n    time: 2\n",
    ],
)
def test_what_is_left(text: str) -> None:
    assert ordered("meeting", text) == text


def test_an_allowance_keeps_the_line_it_covers() -> None:
    text = "attendance:\n  roll: 5\n  # allow[ME106]: mùa gặt\nplace: A\n"
    assert same(text), "the comment stands below attendance and speaks of the line after it"
    moved = meeting("attendance:\n  roll: 5\nmodel: true\n# allow[ME106]: mùa gặt\ndate: 2024-03-05\n")
    assert moved == "# allow[ME106]: mùa gặt\ndate: 2024-03-05\nattendance:\n  roll: 5\nmodel: true\n"
    assert same("place: A  # allow[ME106]: một\n# allow[ME106]: hai\n\ndate: 2024-03-05\n")


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("records/a/district.yml", "units: {}\nfrom: 1990-01-01\nlevel: district\nname: A\n", "name: A\nlevel: district\nfrom: 1990-01-01\nunits: {}\n"),
        ("records/a/cells/b/cell.yml", "founded: 2010-05-01\nunder: []\ntype: village\nname: A\n", "name: A\ntype: village\nunder: []\nfounded: 2010-05-01\n"),
        ("records/a/cells/b/members.yml", "dv02:\n  official: 2001-01-01\n  joined: 2000-01-01\ndv01:\n  joined: 2000-01-01\n", None),
        ("records/a/cells/b/names.yml", "dv02: B\ndv01: A\n", None),
        ("records/a/cells/b/2024/year.yml", "grade: failed\nregisters: {}\n", "registers: {}\ngrade: failed\n"),
        ("records/a/observers/2024.yml", "b:\n  name: B\n  level: committee\na:\n  level: committee\n", None),
        ("records/a/events/2024.yml", "inspections: []\ntraining: []\n", "training: []\ninspections: []\n"),
        ("records/a/reviews/x.yml", "date: 2024-01-01\ntitle: A\n", "title: A\ndate: 2024-01-01\n"),
        ("records/a/allowances.yml", "- reason: A\n  code: AT104\n", None),
        ("records/rulebook/x.yml", "scope: all\ntitle: A\n", "title: A\nscope: all\n"),
    ],
)  # fmt: skip
def test_each_kind_of_record(path: str, before: str, after: str | None) -> None:
    assert fixed(path, before.encode()).decode() == (after or before)


def test_a_meeting_follows_the_order_of_the_handbook() -> None:
    order = fix_models.order_of("meeting", ())
    assert order is not None
    wanted = [
        "state",
        "reason",
        "date",
        "time",
        "place",
        "chair",
        "attendance",
        "theme",
        "resolution",
        "tasks",
        "score",
    ]
    assert [key for key in order if key in wanted] == wanted
    assert fix_models.order_of("meeting", ("tasks",)) is None
    assert fix_models.order_of("meeting", ("tasks", "t1", "x")) is None
    assert fix_models.order_of("meeting", ("guests", "x")) is None
    assert fix_models.order_of("cell", ("pilot",)) is None


@pytest.mark.parametrize(
    ("kind", "path", "free"),
    [
        ("meeting", ("place",), True), ("meeting", ("tasks", "t1", "title"), True), ("meeting", ("tasks", "t1", "owner"), False), ("meeting", ("time",), False),
        ("meeting", ("nope",), False), ("meeting", ("place", "x"), False), ("meeting", ("attendance", "excused", "dv01"), False), ("meeting", (), False),
        ("names", ("dv01",), True), ("members", ("dv01", "how"), False), ("observers", ("a", "name"), True), ("observers", ("a", "cells", "b"), False),
        ("allowances", (0, "reason"), True), ("allowances", ("reason",), False), ("events", ("training", 0, "title"), True), ("review", ("options", "a"), True),
        ("rules", ("confidence", "score"), True), ("rules", ("severity", "AT104"), False), ("cell", ("pilot", "scheme"), True), ("year", ("thematic_plan", 0, "theme"), True),
    ],
)  # fmt: skip
def test_where_free_text_stands(kind: str, path: tuple[str | int, ...], free: bool) -> None:
    assert fix_models.is_free_text(kind, path) is free
