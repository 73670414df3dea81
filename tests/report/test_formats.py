from __future__ import annotations

import pytest

from generator import report as reports
from tests.report.samples import diagnostic, report


def test_formats_are_found() -> None:
    assert {"text", "json", "github"} <= set(reports.formats())
    assert list(reports.formats()) == sorted(reports.formats())


@pytest.mark.parametrize("name", reports.formats())
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_format_ends_its_last_line(name: str, lang: str) -> None:
    for result in (report(), report(diagnostic())):
        text = reports.render(name, result, lang, color=False)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", reports.formats())
def test_a_path_that_is_no_text_can_be_printed(name: str) -> None:
    reports.render(name, report(diagnostic(path="records/\udce0.md")), "vi", color=True).encode()


def test_an_unknown_format() -> None:
    with pytest.raises(KeyError):
        reports.render("xml", report(), "vi")
