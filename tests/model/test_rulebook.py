"""What is in force where and when, and which document says so."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from generator.model.rulebook import Rulebook, Rules
from tests.books import as_text


def rules(since: str = "2018-07-06", scope: str = "all", to: str | None = None, **more: Any) -> Rules:
    applies = {"from": since} | ({"to": to} if to else {})
    about = {
        "title": f"Văn bản {since} {scope}",
        "issuer": "Ban Tổ chức",
        "source": "Mục II",
        "applies": applies,
        "scope": scope,
    }
    return Rules.model_validate(as_text(about | more))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def value(book: Rulebook, on: str, *path: str, district: str = "van-quan", units: tuple[str, ...] = ()) -> Any:
    return book.in_force(district, units, day(on)).get(*path)


LADDER = Rulebook({
    "chung": rules(duration={"regular": 90, "thematic": 60}, regular={"every": "month"}),
    "huyen": rules(scope="van-quan", duration={"regular": 75}),
    "xa": rules(scope="van-quan/xa-a", duration={"thematic": 45}),
    "huyen-khac": rules(scope="huyen-b", duration={"regular": 1}),
})  # fmt: skip


@pytest.mark.parametrize(
    ("district", "units", "regular", "thematic"),
    [
        ("huyen-c", (), 90, 60),
        ("van-quan", (), 75, 60),
        ("van-quan", ("xa-a",), 75, 45),
        ("van-quan", ("to-1", "xa-a"), 75, 45),  # a unit's rule holds for the units below it
        ("van-quan", ("xa-b",), 75, 60),
        ("huyen-b", ("xa-a",), 1, 60),
    ],
)
def test_scopes_merge_leaf_by_leaf(district: str, units: tuple[str, ...], regular: int, thematic: int) -> None:
    found = LADDER.in_force(district, units, day("2024-03-31"))
    assert (found.get("duration", "regular"), found.get("duration", "thematic"), found.get("regular", "every")) == (
        regular,
        thematic,
        "month",
    )


def test_a_nearer_unit_comes_after_those_above_it() -> None:
    book = Rulebook({
        "to": rules(scope="van-quan/to-1", cell={"min_official": 5}),
        "xa": rules(scope="van-quan/xa-a", cell={"min_official": 4, "committee_from": 8}),
    })  # fmt: skip
    found = book.in_force("van-quan", ("to-1", "xa-a"), day("2024-01-01"))
    assert (found.get("cell", "min_official"), found.get("cell", "committee_from")) == (5, 8)


def test_each_value_names_the_document_that_states_it() -> None:
    found = LADDER.in_force("van-quan", ("xa-a",), day("2024-03-31"))
    assert found.document("duration", "regular") == "Văn bản 2018-07-06 van-quan"
    assert found.document("duration", "thematic") == "Văn bản 2018-07-06 van-quan/xa-a"
    assert found.document("regular", "every") == "Văn bản 2018-07-06 all"
    assert found.document("regular") == "Văn bản 2018-07-06 all"
    assert found.document("quorum", "warn_below") == ""


@pytest.mark.parametrize(
    ("on", "minutes"),
    [("2018-07-05", None), ("2018-07-06", 90), ("2025-10-27", 90), ("2025-10-28", 100), ("2199-12-31", 100)],
)
def test_a_later_rule_of_the_same_scope_ends_the_earlier_one(on: str, minutes: int | None) -> None:
    book = Rulebook({"moi": rules("2025-10-28", duration={"regular": 100}), "cu": rules(duration={"regular": 90})})
    assert value(book, on, "duration", "regular") == minutes


def test_what_the_later_rule_does_not_say_ends_all_the_same() -> None:
    book = Rulebook({"cu": rules(quorum={"warn_below": "2/3"}), "moi": rules("2025-10-28", duration={"regular": 100})})
    assert value(book, "2025-10-27", "quorum", "warn_below") == Fraction(2, 3)
    assert value(book, "2025-10-28", "quorum", "warn_below") is None


def test_a_later_rule_of_another_scope_ends_nothing() -> None:
    book = Rulebook(
        {"chung": rules(duration={"regular": 90}), "huyen": rules("2024-01-01", "van-quan", regular={"every": "month"})}
    )
    assert value(book, "2024-06-01", "duration", "regular") == 90


@pytest.mark.parametrize(("on", "minutes"), [("2024-06-30", 90), ("2024-07-01", None), ("2025-10-28", 100)])
def test_a_written_end_holds_even_before_the_later_rule(on: str, minutes: int | None) -> None:
    book = Rulebook(
        {"cu": rules(to="2024-06-30", duration={"regular": 90}), "moi": rules("2025-10-28", duration={"regular": 100})}
    )
    assert value(book, on, "duration", "regular") == minutes


def test_conventions_with_an_end_of_their_own_stay_beside_a_later_document() -> None:
    book = Rulebook({
        "quy-uoc": rules("2012-03-02", to="2199-12-31", regular={"record_due_day": 10}),
        "hd-12": rules("2018-07-06", regular={"every": "month"}),
        "hd-42": rules("2025-10-28", regular={"every": "month"}),
    })  # fmt: skip
    for on in ("2018-07-06", "2025-10-27", "2025-10-28", "2199-12-31"):
        found = book.in_force("van-quan", (), day(on))
        assert (found.get("regular", "every"), found.get("regular", "record_due_day")) == ("month", 10), on
    assert book.names_in_force(["all"], day("2026-01-01")) == ("quy-uoc", "hd-42")


def test_a_base_gives_the_keys_that_are_not_written() -> None:
    book = Rulebook({
        "hd-12": rules(duration={"regular": 90, "thematic": 60}, quorum={"warn_below": "2/3"}),
        "hd-42": rules("2025-10-28", extends="hd-12", duration={"regular": 100}),
    })  # fmt: skip
    found = book.in_force("van-quan", (), day("2026-01-01"))
    assert (found.get("duration", "regular"), found.get("duration", "thematic"), found.get("quorum", "warn_below")) == (
        100,
        60,
        Fraction(2, 3),
    )
    assert found.document("duration", "thematic") == "Văn bản 2018-07-06 all"
    assert found.document("duration", "regular") == "Văn bản 2025-10-28 all"


@pytest.mark.parametrize("chain", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}, {"a": "nowhere"}])
def test_a_base_that_comes_round_again_does_no_harm(chain: dict[str, str]) -> None:
    files = {
        name: rules(f"2018-01-0{i + 1}", f"huyen-{name}", extends=base, duration={"regular": i})
        for i, (name, base) in enumerate(chain.items())
    }
    assert value(Rulebook(files), "2024-01-01", "duration", "regular", district="huyen-a") == 0


def test_open_lists_keep_their_order_and_give_groups() -> None:
    groups = {"time": 5, "attendance": 5, "conduct": 40}
    book = Rulebook(
        {"hd": rules(score={"groups": groups}, registers=["dues", "cell_minutes"], severity={"ME105": "error"})}
    )
    found = book.in_force("van-quan", (), day("2024-01-01"))
    assert list(found.group("score", "groups").items()) == list(groups.items())
    assert found.get("registers") == ["dues", "cell_minutes"]
    assert found.group("severity") == {"ME105": "error"}
    assert found.group("score", "grades") == {}


def test_notes_and_titles_are_no_thresholds() -> None:
    book = Rulebook({"hd": rules(confidence={"score": "second-hand"}, extends="hd")})
    assert book.in_force("van-quan", (), day("2024-01-01")).leaves == {}


def test_every_day_between_two_changes_has_one_answer() -> None:
    assert LADDER.in_force("van-quan", (), day("2024-03-31")) is LADDER.in_force("van-quan", (), day("2024-04-01"))


def test_the_days_on_which_what_stands_beside_a_file_changes() -> None:
    book = Rulebook({
        "cu": rules("2018-07-06"),
        "huyen": rules("2020-01-01", "van-quan", to="2024-06-30"),
        "moi": rules("2024-07-01"),
        "moi-hon": rules("2025-10-28", to="2025-12-31"),
    })  # fmt: skip
    assert [str(d) for d in book.turning_days("huyen")] == ["2020-01-01"]
    assert [str(d) for d in book.turning_days("cu")] == ["2018-07-06", "2020-01-01"]
    assert [str(d) for d in book.turning_days("moi")] == ["2024-07-01"]
    assert [str(d) for d in book.turning_days("moi-hon")] == ["2025-10-28"]
    longer = Rulebook({**book.files, "huyen": rules("2020-01-01", "van-quan", to="2024-07-01")})
    assert [str(d) for d in longer.turning_days("huyen")] == ["2020-01-01", "2024-07-01"]
    assert [str(d) for d in longer.turning_days("moi")] == ["2024-07-01", "2024-07-02"]
