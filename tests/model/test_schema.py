"""The JSON Schemas: they accept what the checker accepts, and refuse at the key that is wrong."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.model import codes, values
from generator.model.expected import EXPECTED
from generator.model.schema import DRAFT, KINDS, schema
from generator.model.shapes import SHAPES, days
from generator.store import paths
from tests import core_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

jsonschema = pytest.importorskip("jsonschema", reason="the second engine is tested without validators")

CELL = "name: A\ntype: village\nunder: [{unit: xa-a, from: 2010-05-01}]\nfounded: 2010-05-01\n"
DISTRICT = "name: A\nlevel: district\nfrom: 1964-01-01\nunits: {xa-a: {name: A, level: commune, from: 1994-01-01}}\n"
RULES = "title: A\nissuer: B\nsource: C\napplies: {from: 2018-07-06}\nscope: all\n"
REVIEW = "title: A\ndate: 2017-07-13\noptions: {keep: Giữ}\nproposals: {xa-a: keep}\n"
MEMBER = "dv01: {joined: 2010-05-01, "
ATTENDANCE = "date: 2024-03-05\ntime: 07:30-09:15\nattendance: {roll: 18, present: 15, "


def faults(kind: str, text: str) -> list[str]:
    """Where a record is refused, as `key/key: rule of the schema`; a key that is missing, unknown or wrong is named too."""
    found = jsonschema.Draft7Validator(schema(kind)).iter_errors(core_yaml.read(text))
    return sorted(f"{'/'.join([*map(str, error.absolute_path), *key(error)])}: {rule(error)}" for error in found)


def rule(error: Any) -> str:
    return "propertyNames" if "propertyNames" in error.absolute_schema_path else str(error.validator)


def key(error: Any) -> list[str]:
    if rule(error) == "propertyNames":
        return [error.instance]
    if rule(error) == "required":
        return [name for name in error.validator_value if f"'{name}'" in error.message]
    if rule(error) == "additionalProperties":
        return [name for name in error.instance if name not in error.schema["properties"]]
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_the_sample_is_accepted(kind: str, repository: Path) -> None:
    root = repository / "records"
    files = {path.relative_to(repository).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    records = {name: path for name, path in files.items() if (place := paths.parse(name)) and place.kind == kind}
    assert records, kind
    refused = {name: found for name, path in records.items() if (found := faults(kind, path.read_text("utf-8")))}
    assert refused == {}


def test_there_is_one_for_every_kind_of_file() -> None:
    assert set(KINDS) == {
        "cell", "members", "names", "allowances", "year", "meeting", "district", "observers", "events", "review", "rules",
    }  # fmt: skip
    for kind, found in KINDS.items():
        for name in found.files:
            path = name.replace("*", "2024").replace("2024.md", "03-regular.md")
            place = paths.parse(path)
            assert place is not None, path
            assert place.kind == kind, path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("cell", CELL + "closed:\nsuccessor:\nfixed_day:\npilot:\n"),
        ("cell", CELL + "fixed_day: 05\nsuccessor: 012\npilot: {from: 2024-01-01, scheme: 3}\n"),
        ("cell", CELL.replace("name: A", "name: true").replace("unit: xa-a", "unit: 7")),
        ("cell", CELL + 'fixed_day: "28"\nsuccessor: huyen-b/thon-a\n'),
        ("members", ""),
        ("members", "# chỉ có ghi chú\n"),
        ("members", "dv01:\n"),
        ("members", "012: {joined: 2010-05-01}\ndv02: {joined: 2010-05-01, was: ban-cu/dv07, roles: , education: }\n"),
        ("names", "dv01: Nông Thị Hoa\ndv02: 5\ndv03: yes\ndv04: true\ndv05:\n"),
        ("allowances", ""),
        ("allowances", "- {code: AT104, from: 2024-01-01, until: , reason: no}\n"),
        ("year", "grade: failed\nregisters: {dues: missing, cell_minutes: }\nthematic_plan: [{quarter: 1, theme: 2024}]\n"),
        ("district", DISTRICT + "to: 2025-06-30\nsuccessor: xa-b\nrecords_from: 2023-01\ntimezone: Asia/Ho_Chi_Minh\n"),
        ("district", DISTRICT.replace("units: {", "units: {xa-b: , ")),
        ("observers", "btv-01: {level: committee, cells: [a, 7]}\nbtv-02: {level: committee, cells: {a: 2, b: }}\n"),
        ("observers", "btv-01: {level: committee, cells: , name: Ủy viên 01}\n"),
        ("events", "training: [{date: 2024-04-10, participants: 0}]\ninspections: [{kind: supervision, cells: [ban-pa]}]\n"),
        ("events", "training:\n"),
        ("review", REVIEW),
        ("rules", RULES + 'quorum: {warn_below: 2/3}\nattendance: {target: {default: ">= 90%", fdi: "≥ 4/5"}}\n'),
        ("rules", RULES + "quorum: {warn_below: 0.5}\nregisters: [dues]\nseverity: {ME105: notice}\n"),
        ("rules", RULES + 'score: {groups: {time: 5}, grades: {good: ">= 90", poor: ">=0"}}\nconfidence: {score: x}\n'),
        ("meeting", ATTENDANCE + "excused: {dv04: sick, dv09: }, unexcused: [dv05], also_present: 2, spoke: 0}\n"),
        ("meeting", ATTENDANCE + 'excused: 2, unexcused: "1", also_present: [], away: 00}\nmodel: true\n'),
        ("meeting", ATTENDANCE + "spoke: [012]}\nguests: {invited: 2}\nfollowup: {2024-02/t1: done}\nstate: held\n"),
        ("meeting", ATTENDANCE + "}\nscore: {self: {time: 4.5, conduct: '4,5'}, self_grade: good}\nmodel: 'false'\n"),
        ("meeting", ATTENDANCE + "}\nchair: ban-pa/dv01\njoint_with: [ban-pa]\nobservers: [btv-01]\npostponed: {from: }\n"),
        ("meeting", ATTENDANCE.replace("07:30-09:15", "7h30 – 9h15") + "}\n"),
        ("meeting", "state: not_held\nreason: Lũ\nattendance: {roll: 18}\n"),
        ("meeting", "state: planned\ndate: 2024-03-05\n"),
        ("meeting", "state: waived\nreason: Hè\ndecision: 12-CV\n"),
    ],
)  # fmt: skip
def test_what_the_checker_accepts_is_accepted(kind: str, text: str) -> None:
    assert faults(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "place"),
    [
        ("cell", "", ": type"),
        ("cell", CELL + "fixd_day: 5\n", "fixd_day: additionalProperties"),
        ("cell", CELL.replace("founded: 2010-05-01", ""), "founded: required"),
        ("cell", CELL.replace("founded: 2010-05-01", "founded:"), "founded: type"),
        ("cell", CELL.replace("name: A", "name:"), "name: anyOf"),
        ("cell", CELL.replace("name: A", "name: [A]"), "name: anyOf"),
        ("cell", CELL.replace("type: village", "type: vilage"), "type: enum"),
        ("cell", CELL.replace("unit: xa-a", "unit: Xã A"), "under/0/unit: pattern"),
        ("cell", CELL.replace("unit: xa-a", "unit: xa-a, form: x"), "under/0/form: additionalProperties"),
        ("cell", CELL + "fixed_day: 29\n", "fixed_day: anyOf"),
        ("cell", CELL + "fixed_day: 0\n", "fixed_day: anyOf"),
        ("cell", CELL + "closed: 2024-02-30\n", "closed: anyOf"),
        ("cell", CELL + "closed: 1929-01-01\n", "closed: anyOf"),
        ("cell", CELL + "pilot: {scheme: x}\n", "pilot/from: required"),
        ("cell", CELL + "pilot: yes\n", "pilot: type"),
        ("members", "DV01: {joined: 2010-05-01}\n", "DV01: propertyNames"),
        ("members", "dv01: {}\n", "dv01/joined: required"),
        ("members", MEMBER + "role: x}\n", "dv01/role: additionalProperties"),
        ("members", MEMBER + "how: moved}\n", "dv01/how: anyOf"),
        ("members", MEMBER + "was: dv07}\n", "dv01/was: anyOf"),
        ("members", MEMBER + "roles: [{role: chair, from: 2020-05-01}]}\n", "dv01/roles/0/role: enum"),
        ("members", MEMBER + "roles: [secretary]}\n", "dv01/roles/0: type"),
        ("members", MEMBER + "education: {general: THPT}}\n", "dv01/education/general: anyOf"),
        ("names", "dv01: [A]\n", "dv01: anyOf"),
        ("allowances", "code: AT104\n", ": type"),
        ("allowances", "- {reason: x}\n", "0/code: required"),
        ("allowances", "- {code: at104}\n", "0/code: pattern"),
        ("allowances", "- {code: 104}\n", "0/code: type"),
        ("year", "grade: good\n", "grade: anyOf"),
        ("year", "registers: {dues: yes}\n", "registers/dues: anyOf"),
        ("year", "thematic_plan: [{quarter: 5, theme: A}]\n", "thematic_plan/0/quarter: maximum"),
        ("year", 'thematic_plan: [{quarter: "5", theme: A}]\n', "thematic_plan/0/quarter: pattern"),
        ("district", DISTRICT.replace("level: commune", "level: ward"), "units/xa-a/level: enum"),
        ("district", DISTRICT + "records_from: 2023-13\n", "records_from: anyOf"),
        ("district", DISTRICT + "timezone: Hà Nội\n", "timezone: anyOf"),
        ("observers", "btv-01: {cells: [a]}\n", "btv-01/level: required"),
        ("observers", "btv-01: {level: committee, cells: 3}\n", "btv-01/cells: anyOf"),
        ("observers", "btv-01: {level: committee, cells: {a: x}}\n", "btv-01/cells: anyOf"),
        ("events", "training: [{date: 2024-04-10, participant: 1}]\n", "training/0/participant: additionalProperties"),
        ("events", "commendations: [{persons: -1}]\n", "commendations/0/persons: anyOf"),
        ("events", "inspections: [{kind: visit}]\n", "inspections/0/kind: anyOf"),
        ("review", REVIEW.replace("options: {keep: Giữ}\n", ""), "options: required"),
        ("review", REVIEW.replace("{keep: Giữ}", "{Keep: Giữ}"), "options/Keep: propertyNames"),
        ("rules", RULES.replace("applies: {from: 2018-07-06}", "applies: {to: 2018-07-06}"), "applies/from: required"),
        ("rules", RULES.replace("scope: all", "scope: Van Quan"), "scope: pattern"),
        ("rules", RULES + "votes: {adopt: 1/2}\n", "votes/adopt: anyOf"),
        ("rules", RULES + "quorum: {warn_below: 1/0}\n", "quorum/warn_below: anyOf"),
        ("rules", RULES + "score: {grades: {goood: '>= 1'}}\n", "score/grades/goood: additionalProperties"),
        ("rules", RULES + "severity: {ME105: fatal}\n", "severity/ME105: anyOf"),
        ("rules", RULES + "severity: {me105: notice}\n", "severity/me105: propertyNames"),
        ("rules", RULES + "regular: {record_due_day: 31}\n", "regular/record_due_day: anyOf"),
        ("meeting", "", ": type"),
        ("meeting", ATTENDANCE + "excused: {dv04: ill}}\n", "attendance/excused: anyOf"),
        ("meeting", ATTENDANCE + "unexcused: none}\n", "attendance/unexcused: anyOf"),
        ("meeting", ATTENDANCE + "spoke: -1}\n", "attendance/spoke: anyOf"),
        ("meeting", ATTENDANCE.replace("18", "eighteen") + "}\n", "attendance/roll: anyOf"),
        ("meeting", ATTENDANCE.replace("roll: 18, ", "") + "}\n", "attendance/roll: required"),
        ("meeting", ATTENDANCE.replace("roll: 18, ", "roll: , ") + "}\n", "attendance/roll: not"),
        ("meeting", ATTENDANCE.replace("07:30-09:15", "07:30") + "}\n", "time: anyOf"),
        ("meeting", ATTENDANCE.replace("07:30-09:15", "07:30-25:00") + "}\n", "time: anyOf"),
        ("meeting", ATTENDANCE + "}\nfollowup: {2024-13/t1: done}\n", "followup/2024-13/t1: propertyNames"),
        ("meeting", ATTENDANCE + "}\nfollowup: {2024-02/t1: finished}\n", "followup/2024-02/t1: anyOf"),
        ("meeting", ATTENDANCE + "}\nguests: {friends: 1}\n", "guests/friends: additionalProperties"),
        ("meeting", ATTENDANCE + "}\nscore: {self: {time: A}}\n", "score/self/time: anyOf"),
        ("meeting", ATTENDANCE + "}\nmodel: maybe\n", "model: anyOf"),
        ("meeting", "date: 2024-03-05\ntime: 07:30-09:15\n", "attendance: required"),
        ("meeting", "state: held\ndate: 2024-03-05\ntime: 07:30-09:15\n", "attendance: required"),
        ("meeting", "state: not_held\n", "reason: required"),
        ("meeting", "state: waived\nreason: Hè\n", "decision: required"),
        ("meeting", "state: planned\nreason: x\n", "date: required"),
        ("meeting", "state: postponed\nreason:\n", "reason: not"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_at_its_key(kind: str, text: str, place: str) -> None:
    assert faults(kind, text) == [place]


# Texts somewhat wider than each kind of value: some are right, some wrong.
WRITTEN = {
    "slug": (values.read_slug, r"[a-z0-9-]{1,9}|[a-z]{60,70}|0x[0-9]|1e[0-9]"),
    "key": (values.read_key, r"[a-z0-9_-]{1,9}|[a-z]{60,70}"),
    "count": (values.read_count, r"[0-9]{1,8}|-?[0-9]{1,3}"),
    "points": (values.read_points, r"[0-9]{1,5}([.,][0-9]{0,4})?"),
    "date": (values.read_date, r"(19[23]|20[0-9]|2[12][09])[0-9]-[01][0-9]-[0-3][0-9]"),
    "month": (values.read_month, r"(19[23]|20[0-9]|2[12][09])[0-9]-[01][0-9]"),
    "time": (values.read_time, r" ?[0-2]?[0-9][:hH][0-6][0-9] ?[-–] ?[0-2]?[0-9][:hH][0-6][0-9] ?"),
    "flag": (values.read_flag, r"true|false|True|yes"),
    "limit": (values.read_limit, r" ?(>|>=|≥|<|) ?[0-9]{1,7}([.,][0-9]{0,5}| ?/ ?[0-9]{1,7})? ?%? ?"),
    "share": (values.read_share, r" ?[0-9]{1,7}([.,][0-9]{0,5}| ?/ ?[0-9]{1,7})? ?%? ?"),
    "day_of_month": (None, r"[0-9]{1,3}"),
}
DAYS = {"day_of_month": days(1, 28)}


def is_read(kind: str, text: str) -> bool:
    reader: Callable[[Any], Any] | None = WRITTEN[kind][0]
    if reader is None:
        return len(text) <= 2 and 1 <= int(text) <= 28
    try:
        reader(text)
    except ValueError:
        return False
    return True


def fits(kind: str, value: Any) -> bool:
    shape = SHAPES.get(kind) or DAYS[kind]
    return bool(jsonschema.Draft7Validator(shape).is_valid(value))


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_text_fits_its_shape_exactly_when_it_can_be_read(kind: str) -> None:
    @given(st.from_regex(WRITTEN[kind][1], fullmatch=True).filter(str.isprintable))
    def check(text: str) -> None:
        assume(not text.endswith("-02-29"))  # the shape of a day knows no leap years
        assert fits(kind, text) == is_read(kind, text), text
        plain = core_yaml.read(text) if text[:1].isalnum() and text.strip() == text else text
        if is_read(kind, text) and not (kind == "slug" and isinstance(plain, bool | float)):
            assert fits(kind, plain), (text, plain)

    check()


def parts(shape: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(shape, dict):
        yield shape
        for word, inner in shape.items():
            if word not in {"properties", "if", "then", "not", "allOf"}:
                yield from parts(inner)
        for inner in shape.get("properties", {}).values():
            yield from parts(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from parts(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema_of_its_draft_that_stands_alone(kind: str) -> None:
    found = schema(kind)
    jsonschema.Draft7Validator.check_schema(found)
    assert (found["$schema"], found["$id"]) == (DRAFT, f"{kind}.json")
    assert not any("$ref" in part for part in parts(found))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_in_both_languages_and_no_other_is_let_in(kind: str) -> None:
    for part in parts(schema(kind)):
        for name, inner in part.get("properties", {}).items():
            vietnamese, _, english = inner["description"].partition("\n\n" if "\n" in inner["description"] else " / ")
            assert inner["title"], name
            assert vietnamese, name
            assert english, name
        if part.get("type") in ("object", ["object", "null"]):
            assert part["additionalProperties"] is False or part["propertyNames"]["pattern"], part


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_is_explained_and_nothing_offers_an_empty_word(kind: str) -> None:
    for part in parts(schema(kind)):
        if "enum" in part:
            assert len(part["enum"]) == len(part["enumDescriptions"])
            assert all(" / " in said for said in part["enumDescriptions"])
        types = part.get("type", [])
        if isinstance(types, list):
            assert "null" not in types or types[0] in {"object", "array"}, part
            assert "boolean" not in types[1:], part


def test_codes_and_words_are_those_of_the_model() -> None:
    type_ = schema("cell")["properties"]["type"]
    assert type_["enum"] == list(codes.CELL_TYPES)
    assert type_["enumDescriptions"][0] == "Thôn, bản / Village"
    assert type_["title"] == "Loại hình"
    name = schema("cell")["properties"]["name"]
    assert name["description"] == "Tên đầy đủ, ví dụ Chi bộ bản Nà Lộc\n\nName"
    assert list(schema("rules")["properties"]["score"]["properties"]["grades"]["properties"]) == list(codes.GRADES)
    assert schema("district")["properties"]["timezone"]["default"] == "Asia/Ho_Chi_Minh"
    assert "default" not in schema("cell")["properties"]["closed"]


def test_a_message_says_what_is_expected() -> None:
    day = schema("cell")["properties"]["founded"]
    expected = EXPECTED["date"]
    assert day["errorMessage"] == f"Cần: {expected.vi}. / Expected: {expected.en}."
    assert inspect.cleandoc(day["errorMessage"]).startswith("Cần: ngày có thật")
