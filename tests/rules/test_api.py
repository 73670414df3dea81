from __future__ import annotations

import datetime as dt

import pytest

from generator.model.diagnostic import Finding
from generator.model.period import Period
from generator.model.text import Text, day_text
from generator.rules import api

KNOWN = ("dv01", "dv05", "dv15", "ban-na-loc", "ban-pa")
# The format's own lists, so that a rule's constants cannot drift from them.
INVALID = {
    "AT101", "AT102", "AT103", "AT106", "AT110", "ME103", "ME104", "ME108", "VO101", "SC101", "SC102", "TA102", "OR103",
}  # fmt: skip
SEVERITIES = {
    "YA006": "warning", "YA007": "warning", "PR102": "notice", "ME101": "error", "ME112": "error",
    "AT107": "notice", "AT108": "notice", "ME106": "notice", "SC103": "notice", "OB101": "notice",
}  # fmt: skip
ABOUT_MEMBERS = {"RE101", "RE102", "AT103", "AT105", "AT107", "AT108", "AT110", "PR102"}


def test_every_rule_is_found_in_order_of_code() -> None:
    codes = list(api.rules())
    assert codes == sorted(codes)
    assert "AT101" in codes


def test_code_and_name_come_from_the_file() -> None:
    rule = api.Rule("generator.rules.fi001_unknown_key", "file", Text("", ""))
    assert (rule.code, rule.name) == ("FI001", "unknown-key")
    assert rule.find("a", "b", 0, found=Text("x", "y"), subject="z") == Finding(
        "FI001", "a", ("b", 0), Text("x", "y"), subject="z"
    )


def test_a_rule_may_look_at_several_kinds_of_record() -> None:
    scopes = {scope: {rule.code for rule, _ in api.checks(scope)} for scope in api.SCOPES}
    assert {scope for scope, codes in scopes.items() if "RE106" in codes} == {"meeting", "cell", "district"}
    assert scopes["file"] == set()
    assert scopes["store"] == {"FI003", "RB101", "RB102", "RE103"}
    read = {code for code, rule in api.rules().items() if rule.scope == "file"}
    assert set.union(*scopes.values()) | read == set(api.rules())


def test_what_silences_a_rule_exists() -> None:
    for rule in api.rules().values():
        assert set(rule.silenced_by) <= set(api.rules()), rule.code


def kind_of(code: str) -> str:
    if code.startswith(("YA", "PA", "FI", "RE", "RB")) or code in INVALID:
        return "invalid"
    return "private" if code.startswith("PR") else "unmet"


def severity_of(code: str) -> str:
    return SEVERITIES.get(code, "warning" if kind_of(code) == "unmet" else "error")


def test_kinds_and_severities_are_those_of_the_format() -> None:
    assert {code: rule.kind for code, rule in api.rules().items()} == {code: kind_of(code) for code in api.rules()}
    assert {code: r.severity for code, r in api.rules().items()} == {code: severity_of(code) for code in api.rules()}


def test_what_concerns_members_is_marked() -> None:
    assert {code for code, rule in api.rules().items() if rule.about_members} == ABOUT_MEMBERS & set(api.rules())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dv5", "dv05"), ("dv1", "dv01"), ("dv015", "dv15"), ("dv51", "dv15"), ("dv0", "dv01"), ("đv05", "dv05"),
        ("ban-na-lok", "ban-na-loc"), ("ban-naloc", "ban-na-loc"), ("ban-pq", "ban-pa"), ("nong-thi-hoa", None), ("", None),
    ],
)  # fmt: skip
def test_nearest_id(written: str, meant: str | None) -> None:
    assert api.nearest_id(written, KNOWN) == meant


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "xbc", 1),
        ("ab", "ba", 1),
        ("", "abc", 3),
    ],
)
def test_steps_between(one: str, other: str, steps: int) -> None:
    assert api.steps_between(one, other) == api.steps_between(other, one) == steps


def test_nothing_near_asks_nothing() -> None:
    assert api.did_you_mean("x", ()) == Text("", "")
    assert api.did_you_mean("dv5", KNOWN) == Text("Có phải “dv05”?", "Did you mean “dv05”?")


def test_wording() -> None:
    first, last = dt.date(2024, 3, 5), dt.date(2024, 3, 31)
    assert day_text(first) == Text("05/3/2024", "2024-03-05")
    assert api.span_text(first, None) == Text("từ 05/3/2024", "from 2024-03-05")
    assert api.span_text(first, last).vi == "từ 05/3/2024 đến hết 31/3/2024"
    assert api.join(Text("a", "b"), Text("", ""), Text("c", "d")) == Text("a c", "b d")


@pytest.mark.parametrize(
    ("day", "near"),
    [("2023-11-30", False), ("2023-12-01", True), ("2024-01-15", True), ("2024-02-29", True), ("2024-03-01", False)],
)
def test_a_day_near_its_period(day: str, near: bool) -> None:
    assert api.is_near(dt.date.fromisoformat(day), Period(2024, 1)) is near
