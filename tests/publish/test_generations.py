"""Whole sites side by side, and back to the one before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.publish import generations, publisher
from generator.publish.trouble import NotPublished
from tests.publish.faults import published, tree
from tests.publish.sites import NEW, OLD, publish, stamps

if TYPE_CHECKING:
    from pathlib import Path


def test_two_old_generations_are_kept_and_served_again_without_a_build(tmp_path: Path) -> None:
    output = tmp_path / "site"
    sites = [{**OLD, "index.html": str(number)} for number in range(5)]
    for one in sites:
        publish(output, one, generation=True)
        assert tree(output) == published(one)
    assert sorted(path.name for path in (tmp_path / "site.d").iterdir()) == ["3", "4", "5"]
    assert generations.rollback(output) == 4
    assert tree(output) == published(sites[3])
    assert generations.rollback(output) == 3
    with pytest.raises(NotPublished, match=r"site\.d"):
        generations.rollback(output)
    publish(output, NEW, generation=True)  # what was rolled back from is not gone back to
    assert tree(output) == published(NEW)
    assert generations.rollback(output) == 3
    assert tree(output) == published(sites[2])


def test_the_same_generation_again_writes_nothing(tmp_path: Path) -> None:
    publish(tmp_path / "site", OLD, generation=True)
    before = stamps(tmp_path / "site.d")
    assert publish(tmp_path / "site", OLD, generation=True) == publisher.Outcome(0, 0)
    assert stamps(tmp_path / "site.d") == before


def test_what_did_not_change_is_one_file_in_both_generations(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, OLD, generation=True)
    publish(output, NEW, generation=True)
    one, two = (tmp_path / "site.d" / number for number in "12")
    assert (one / "same/index.html").samefile(two / "same/index.html")
    assert not (one / "index.html").samefile(two / "index.html")
    assert tree(one) == published(OLD)


def test_a_generation_without_hard_links_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*arguments: object, **named: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    publish(tmp_path / "site", OLD, generation=True)
    publish(tmp_path / "site", NEW, generation=True)
    assert tree(tmp_path / "site") == published(NEW)


def test_one_way_of_publishing_does_not_overwrite_the_other(tmp_path: Path) -> None:
    publish(tmp_path / "plain", OLD)
    with pytest.raises(NotPublished, match="--generations"):
        publish(tmp_path / "plain", NEW, generation=True)
    with pytest.raises(NotPublished, match="--generations"):
        generations.rollback(tmp_path / "plain")
    publish(tmp_path / "link", OLD, generation=True)
    with pytest.raises(NotPublished, match="--generations"):
        publish(tmp_path / "link", NEW)
    assert tree(tmp_path / "plain") == tree(tmp_path / "link") == published(OLD)
