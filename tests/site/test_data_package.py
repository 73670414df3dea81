"""The tables as programs of others read them: Frictionless validates each district, Datasette opens the database."""

from __future__ import annotations

import asyncio
import json
import shutil
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILES = ["built_sample", "built_public"]


def validate(folder: Path) -> Any:
    frictionless = pytest.importorskip("frictionless")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return frictionless.Package(str(folder / "datapackage.json")).validate()


@pytest.mark.parametrize("profile", PROFILES)
def test_every_district_is_a_valid_data_package(profile: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(profile)
    folders = [file.parent for file in sorted(site.glob("data/v1/*/datapackage.json"))]
    assert len(folders) == 3
    for folder in folders:
        report = validate(folder)
        assert report.valid, (folder.name, report.flatten(["type", "fieldName", "rowNumber", "message"])[:5])
        described = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
        assert {part["path"] for part in described} == {file.name for file in folder.glob("*.csv")}
        assert report.stats["tasks"] == len(described)


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("months.csv", b"ban-na-thu,2024-01,held", b"ban-na-thu,2024-02,held", "primary-key"),
        ("months.csv", b"ban-na-thu,2024-01,held", b"nobody,2024-01,held", "foreign-key"),
        ("stats.csv", b"district,2024,meeting_coverage,174", b"district,2024,meeting_coverage,many", "type-error"),
        ("units.csv", b"1964-01-01", b"01/01/1964", "type-error"),
    ],
)
def test_a_broken_table_is_seen(
    tmp_path: Path, built_sample: Path, file: str, old: bytes, new: bytes, kind: str
) -> None:
    folder = tmp_path / "van-mau"
    shutil.copytree(built_sample / "data/v1/van-mau", folder)
    content = (folder / file).read_bytes()
    assert old in content
    (folder / file).write_bytes(content.replace(old, new, 1))
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for part in described["resources"]:
        del part["bytes"], part["hash"]
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    report = validate(folder)
    assert not report.valid
    assert kind in {error[0] for error in report.flatten(["type"])}


def test_excel_is_told_the_encoding_where_there_is_vietnamese_text(built_sample: Path) -> None:
    for file in built_sample.glob("data/v1/*/*.csv"):
        content = file.read_bytes()
        assert content.isascii() or content.startswith(b"\xef\xbb\xbf"), file.name


def test_datasette_serves_the_database(built_sample: Path) -> None:
    app = pytest.importorskip("datasette.app")
    done = run(
        "export", "--format", "sqlite", "--profile", "internal", "--output", "only-sqlite", cwd=built_sample.parent
    )
    assert done.returncode == 0, done.stderr

    async def ask() -> list[Any]:
        served = app.Datasette([str(built_sample.parent / "only-sqlite/chibo.sqlite")])
        await served.invoke_startup()
        question = "/chibo/stats.json?_shape=array&scope=district&year=2024&stat=meeting_coverage&district=van-mau"
        found = [
            await served.client.get(url)
            for url in ("/chibo", "/chibo/meetings", "/chibo/months?_facet=state", question)
        ]
        return [(answer.status_code, answer) for answer in found]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answers = asyncio.run(ask())
    assert [status for status, _ in answers] == [200] * 4
    (row,) = answers[-1][1].json()
    assert (row["n"], row["d"], row["value"]) == (174, 185, 0.940541)
