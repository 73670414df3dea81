"""What is saved while a build runs is in its site or in the next one, never in neither; so it is with a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator import cli_check, mkdocs_site, pipeline
from generator.known import Known
from generator.unchanged import Last
from tests.incremental.small import PROSE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.incremental.small import Small


def save_the_settings(small: Small) -> None:
    file = small.root / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("Sổ Một", "Sổ Hai"), "utf-8")


def save_the_handbook(small: Small) -> None:
    (small.root / PROSE).write_text("# Riêng\n\nHai.\n", "utf-8")


def add_to_the_handbook(small: Small) -> None:
    (small.root / PROSE).with_name("them.md").write_text("# Thêm\n\nHai.\n", "utf-8")


def save_the_names(small: Small) -> None:
    small.call_them("Người Hai")


SAVES = [save_the_settings, save_the_handbook, add_to_the_handbook, save_the_names]


def meanwhile(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, act: Callable[[], object]) -> None:
    """Let this be done once, when that is called, before it is."""
    called, waiting = getattr(place, name), [act]

    def done(*arguments: Any, **more: Any) -> Any:
        while waiting:
            waiting.pop()()
        return called(*arguments, **more)

    monkeypatch.setattr(place, name, done)


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize(
    ("place", "name"),
    [(Known, "look"), (mkdocs_site, "run_mkdocs"), (Last, "keep")],
)
def test_the_next_build_shows_what_was_saved_meanwhile(
    small: Small, monkeypatch: pytest.MonkeyPatch, save: Callable[[Small], None], place: Any, name: str
) -> None:
    meanwhile(monkeypatch, place, name, lambda: save(small))
    small.build()
    assert small.stale() == []


def test_what_was_saved_and_taken_back_meanwhile_is_not_shown(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (small.root / PROSE).read_text("utf-8")
    meanwhile(monkeypatch, mkdocs_site, "run_mkdocs", lambda: save_the_handbook(small))
    meanwhile(monkeypatch, pipeline, "publish", lambda: (small.root / PROSE).write_text(texts, "utf-8"))
    meanwhile(monkeypatch, Known, "look", lambda: small.call_them("Người Hai"))
    meanwhile(monkeypatch, Last, "keep", lambda: small.call_them("Người Một"))
    small.build()
    assert small.stale() == []


def test_a_check_is_done_again_where_the_settings_were_saved_meanwhile(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small.root / "mkdocs.yml"
    later = file.read_text("utf-8").replace("2024-04-15", "2024-06-15")
    meanwhile(monkeypatch, cli_check, "_said", lambda: file.write_text(later, "utf-8"))
    first = small.check()
    assert small.check() != first


def test_a_run_that_nobody_disturbed_is_remembered(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    first = small.check()
    monkeypatch.delattr(mkdocs_site, "build")
    monkeypatch.delattr(pipeline, "check")
    small.build()
    assert small.check() == first


@pytest.mark.parametrize(
    "part", ["van-quan", "van-quan/cells", "van-quan/cells/ban-a", "van-quan/cells/ban-a/names.yml"]
)
def test_names_behind_a_link_are_told_by_what_they_are(small: Small, part: str) -> None:
    place, real = small.names / part, small.names.with_name("noi-khac")
    place.rename(real)
    place.symlink_to(real)
    small.build()
    for name in ("Người Hai", "Người Ba"):
        small.call_them(name)
        small.build()
        assert any(name in page.read_text("utf-8") for page in small.site.rglob("*.html"))
    (small.names / "van-quan/cells/ban-a/names.yml").unlink()
    assert small.stale() == []
    assert not any(name in page.read_text("utf-8") for page in small.site.rglob("index.html"))
