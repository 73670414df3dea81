"""What no file of this project says: where it was built, where packages came from, who was asked for what."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.contracts.source import TEMPLATES, name, tracked

if TYPE_CHECKING:
    from pathlib import Path

# Written in halves, so that this file does not say them either.
HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "debian" + ".org",
    "crates" + ".io",
]
FORBIDDEN = {
    "a package registry's host": re.compile("|".join(re.escape(host) for host in HOSTS), re.IGNORECASE),
    "a path of the machine it was built on": re.compile(r"(?<![\w.)}-])/(?:" + "work|ro" + "ot)/"),
    "the number of an issue": re.compile(r"\bissues?\s*#\s*\d|\bissue" + r"\s\d", re.IGNORECASE),
}
BINARY = {".png", ".jpg", ".ico", ".pdf", ".woff2", ".whl", ".gz", ".zip"}
# Names of XML vocabularies: never fetched.
NAMESPACE = re.compile(r"https?://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml|XML/1998/namespace)")
FOREIGN = re.compile(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+")


@cache
def texts() -> dict[Path, str]:
    """Every text file that is or would be committed."""
    return {path: path.read_bytes().decode("utf-8", "replace") for path in tracked() if path.suffix not in BINARY}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_says(what: str) -> None:
    found = [
        f"{name(path)}:{text.count(chr(10), 0, match.start()) + 1} {match[0]}"
        for path, text in texts().items()
        for match in FORBIDDEN[what].finditer(text)
    ]
    assert found == []


def test_days_are_written_for_people_in_one_place() -> None:
    other = re.compile("%d" + r"[/.-]%m|%-?m" + r"/%Y")
    found = [
        f"{name(path)}:{text.count(chr(10), 0, match.start()) + 1} {match[0]}"
        for path, text in texts().items()
        if path.suffix == ".py" and name(path).startswith("generator/")
        for match in other.finditer(text)
    ]
    assert found == [], "day_text of generator/model/text.py writes days: 05/3/2024"


def test_templates_and_stylesheets_name_no_other_site() -> None:
    found = [
        f"{name(path)}: {match[0]}"
        for path, text in texts().items()
        if TEMPLATES in path.parents and path.suffix != ".py" and path.parent.name != "vendor"  # as it was published
        for match in FOREIGN.finditer(NAMESPACE.sub("", text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package registry's host", "https://files.pythonhosted" + ".org/x"),
        ("a path of the machine it was built on", 'open("' + "/ro" + 'ot/x")'),
        ("the number of an issue", "see issue" + " #2"),
    ],
)
def test_each_would_be_seen(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)
    assert not FORBIDDEN[what].search("docs/work/x, {{ base }}/root/x, network/, Họp tổ #3, the issue is")
