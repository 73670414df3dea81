"""Records by a grammar, valid and nearly so, written in every style: each value arrives as written, each fault stands in its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.store import yaml
from tests.fuzz.memory import found, usual
from tests.pipeline.spans import lines_of
from tests.store.test_yaml import TRAPS
from tests.support import CELL, DISTRICT, MARCH, MEMBERS, RULEBOOK

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = CELL.removesuffix("/cell.yml")
D = DISTRICT.removesuffix("/district.yml")
TREES: dict[str, Any] = {
    MARCH: {
        "date": "2024-03-05", "time": "07:30-09:40", "place": "Nhà văn hóa", "chair": "dv01", "theme": "Xây dựng nông thôn mới", "joint_with": ["ban-b"], "observers": ["btv-01"], "guests": {"invited": "2"},
        "attendance": {"roll": "5", "present": "3", "excused": {"dv05": "sick"}, "unexcused": [], "also_present": ["dv04"], "spoke": ["dv01", "dv03"]}, "resolution": {"number": "03-NQ/CB", "kind": "resolution", "votes": {"for": "3", "against": "0", "other": "0"}},
        "tasks": {"t1": {"title": "Làm đường", "owner": "dv03", "due": "2024-03-25"}}, "followup": {"2024-02/t1": "done"}, "score": {"self": {"time": "5"}, "self_grade": "good"}, "model": "true",
    },
    CELL: {"name": "Chi bộ bản A", "type": "village", "under": [{"unit": "xa-tan-doan", "from": "2010-05-01"}], "founded": "2010-05-01", "fixed_day": "5", "pilot": {"scheme": "lam-diem", "from": "2024-01-01"}},
    MEMBERS: {"dv01": {"joined": "2010-05-01", "official": "2005-05-19", "roles": [{"role": "secretary", "from": "2020-05-01"}]}, "dv03": {"joined": "2015-03-03", "education": {"general": "thpt"}}, "dv04": {"joined": "2010-05-01", "away": [{"kind": "exempt", "from": "2023-01-01"}]}, "dv05": {"joined": "2018-09-02"}},
    f"{FOLDER}/names.yml": {"dv01": "Nông Thị Hoa", "dv03": "Lý Văn Ba"},
    f"{FOLDER}/2024/year.yml": {"thematic_plan": [{"quarter": "1", "theme": "Rừng"}], "registers": {"dues": "kept"}, "grade": "good_completion"},
    DISTRICT: {"name": "Đảng bộ huyện", "level": "district", "from": "1964-01-01", "records_from": "2024-01", "timezone": "Asia/Ho_Chi_Minh", "units": {"xa-tan-doan": {"name": "Đảng bộ xã", "level": "commune", "from": "1994-01-01"}}},
    f"{D}/observers/2024.yml": {"btv-01": {"level": "standing_committee", "name": "Ủy viên", "cells": {"ban-a": "2"}}, "bch-07": {"level": "committee", "cells": ["ban-a"]}},
    f"{D}/events/2024.yml": {"training": [{"date": "2024-04-10", "title": "Bồi dưỡng", "participants": "356"}], "inspections": [{"date": "2024-06-12", "kind": "supervision", "cells": ["ban-a"]}]},
    f"{D}/reviews/so-ket.yml": {"title": "Sơ kết", "date": "2017-07-13", "options": {"keep": "Duy trì", "none": "Không"}, "proposals": {"xa-tan-doan": "keep"}},
    f"{FOLDER}/allowances.yml": [{"code": "ME105", "from": "2024-01-01", "until": "2024-12-31", "reason": "Mùa vụ"}],
    RULEBOOK: {"title": "Hướng dẫn 12", "issuer": "Ban", "source": "Mục II", "applies": {"from": "2018-07-06"}, "scope": "all", "regular": {"every": "month", "record_due_day": "10"}, "duration": {"regular": "90"}, "attendance": {"target": {"default": ">= 90%"}}, "votes": {"adopt": "> 1/2"}, "score": {"groups": {"time": "5"}, "grades": {"good": ">= 90", "poor": ">= 0"}}},
}  # fmt: skip
PLAIN = re.compile(r"[A-Za-z0-9À-ỹ](?:[A-Za-z0-9À-ỹ ._/%-]*[A-Za-z0-9À-ỹ%])?")
ODD = [*TRAPS, "", "Tổ #3", "a: b", "# c", "- d", "{e}", "[f", "'g'", '"h"', "`i`", "@j", "%k", "*l", "&m", "!n", "<<", "?", "|", ">", "---", "...", "a\\b", "x" * 300, "<script>", "{{7*7}}", "=1+1", "dv99", "-1", "10000000", "2024-02-30", "1929-12-31", "24:30-25:00", "/", "a/b/c/d", "99/0"]  # fmt: skip
KEYS = ["ten", "Name", "date", "dv01", "a b", "khóa", "no", "12", "x-y", "from", "a.b", "trạng thái"]


def places_in(tree: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield here
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places_in(value, (*here, key))


def changed(tree: Any, place: tuple[Any, ...], how: str, value: Any, key: str) -> Any:
    """The tree with something else at a place."""
    if place:
        kept = dict(tree) if isinstance(tree, dict) else list(tree)
        kept[place[0]] = changed(kept[place[0]], place[1:], how, value, key)
        if kept[place[0]] is None:
            kept.pop(place[0])
        return kept
    if how == "gone":
        return None
    if how == "more" and isinstance(tree, dict):
        return {**tree, key: value}
    if how == "more" and isinstance(tree, list):
        return [*tree, value]
    return value


class Writer:
    """Writes a tree as YAML in one of the many ways in which that may be done."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def scalar(self, text: str) -> str:
        styles = ["'", '"']
        if PLAIN.fullmatch(text):
            styles += ["", "", ""]
        style = self.draw(st.sampled_from(styles))
        if style == "'":
            return "'" + text.replace("'", "''") + "'"
        if style == '"':
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return text

    def flow(self, tree: Any) -> str:
        space = self.draw(st.sampled_from(["", " "]))
        if isinstance(tree, dict):
            return "{" + space + ", ".join(f"{self.scalar(k)}: {self.flow(v)}" for k, v in tree.items()) + space + "}"
        if isinstance(tree, list):
            return "[" + space + f",{space}".join(map(self.flow, tree)) + space + "]"
        return self.scalar(tree)

    def block(self, tree: Any, indent: int) -> list[str]:
        pad, lines = " " * indent, []
        step = self.draw(st.sampled_from([2, 2, 4]))
        for key, value in tree.items() if isinstance(tree, dict) else ((None, value) for value in tree):
            if self.draw(st.integers(0, 9)) == 0:
                lines.append(self.draw(st.sampled_from(["", f"{pad}# ghi chú: {{x", "  "])))
            head = pad + ("-" if key is None else f"{self.scalar(key)}:")
            if not value or isinstance(value, str) or self.draw(st.booleans()):
                tail = " # x" if self.draw(st.integers(0, 5)) == 0 else ""
                lines.append(f"{head} {self.flow(value)}{tail}")
            else:
                lines += [head, *self.block(value, indent + step)]
        return lines

    def text(self, tree: Any) -> str:
        if not tree or isinstance(tree, str) or self.draw(st.integers(0, 19)) == 0:
            return self.flow(tree) + "\n"
        return "\n".join(self.block(tree, 0)) + self.draw(st.sampled_from(["\n", "\n\n", "\n# hết\n"]))


def read_back(tree: Any) -> Any:
    """The tree as it is read: an empty text is no value."""
    if isinstance(tree, dict):
        return {key: read_back(value) for key, value in tree.items()}
    return [read_back(value) for value in tree] if isinstance(tree, list) else tree or None


@st.composite
def records(draw: st.DrawFn) -> tuple[str, Any, str, int]:
    """Path, tree, text, and the number of changes that were made to a valid record."""
    path = draw(st.sampled_from(sorted(TREES)))
    tree, number = TREES[path], draw(st.sampled_from([0, 1, 1, 2, 4]))
    for _ in range(number):
        place = draw(st.sampled_from(list(places_in(tree))))
        value = draw(st.sampled_from([*ODD, [], {}, ["dv01", "dv01"], {"dv01": "sick"}, [{"from": "2020-01-01"}]]))
        tree = changed(
            tree, place, draw(st.sampled_from(["gone", "other", "other", "more"])), value, draw(st.sampled_from(KEYS))
        )
        tree = {} if tree is None else tree
    return path, tree, Writer(draw).text(tree), number


def judged(path: str, tree: Any, text: str, number: int) -> None:
    parsed = yaml.parse(path, text)
    assert parsed.findings == [], text
    assert parsed.value == read_back(tree), text
    raw = f"---\n{text}---\nHọp.\n" if path.endswith(".md") else text
    files = {**usual(), path: raw.encode()}
    diagnostics = found(files)
    for one in diagnostics:
        shown = lines_of(files.get(one.path, b""))
        line, column = one.span.line, one.span.column
        assert 1 <= line <= len(shown), one
        assert 1 <= column <= len(shown[line - 1]) + 1, one
        assert all((one.message("vi"), one.message("en"))), one
    if number == 0:
        assert [one for one in diagnostics if one.path == path and one.code[:2] in {"YA", "PA", "FI"}] == []


@settings(max_examples=80)
@given(records())
def test_what_is_written_is_what_is_read_and_judged(record: tuple[str, Any, str, int]) -> None:
    judged(*record)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(max_examples=10_000)
@given(records())
def test_what_is_written_is_what_is_read_and_judged_10000_times(record: tuple[str, Any, str, int]) -> None:
    judged(*record)
