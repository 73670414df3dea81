"""Every build publishes the schemas, in both profiles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator import pipeline
from generator.model.schema import KINDS
from generator.publish.data import data_files
from generator.publish.schemas import schema_files, schema_text
from generator.publish.shapes import SHAPES, data_schema
from generator.views.projection import project_all
from tests.support import AS_OF, write

if TYPE_CHECKING:
    from pathlib import Path


def test_one_file_for_each_kind_in_order() -> None:
    assert [url for url, _ in schema_files()] == [f"/data/v1/schema/{kind}.schema.json" for kind in [*KINDS, *SHAPES]]
    assert not set(KINDS) & set(SHAPES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_readable_text_with_an_end(kind: str) -> None:
    text = schema_text(kind)
    assert text.endswith("\n}\n")
    assert text.startswith('{\n  "$schema": "http://json-schema.org/draft-07/schema#",\n')
    assert f'"$id": "{kind}.json"' in text
    assert "\\u" not in text


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_a_build_stages_them(tmp_path: Path, profile: str) -> None:
    write(tmp_path, {})
    options = pipeline.Options(root=tmp_path, as_of=AS_OF, jobs=1, profile=profile)
    stage = pipeline.open_stage(tmp_path / "site")
    assert not pipeline.build(options, stage).refused(options)
    staged = {path.name: path.read_bytes() for path in (stage.root / "data/v1/schema").iterdir()}
    assert staged == {url.rpartition("/")[2]: content for url, content in schema_files()}
    assert {f"{kind}.schema.json" for kind in KINDS} < staged.keys()


def site(store: Path, profile: str) -> Path:
    """The data files of the usual store."""
    write(store, {})
    options = pipeline.Options(root=store, as_of=AS_OF, jobs=1, profile=profile)
    districts = pipeline.summaries(pipeline.run(options, None, counts=True))
    stage = pipeline.open_stage(store / "data-only")
    for url, content in data_files(project_all(districts) if profile == "public" else districts, AS_OF, "1", profile):
        stage.file(url, content)
    return stage.root / "data/v1"


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_the_data_files_keep_to_theirs(tmp_path: Path, profile: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = site(tmp_path, profile)
    found = {"data-index": ["index.json"], "data-district": ["*/district.json"], "data-cell": ["*/cells/*.json"]}
    assert list(found) == list(SHAPES)
    for name, patterns in found.items():
        shape = data_schema(name)
        jsonschema.Draft7Validator.check_schema(shape)
        files = [path for pattern in patterns for path in data.glob(pattern)]
        assert files, name
        for path in files:
            jsonschema.validate(json.loads(path.read_text("utf-8")), shape)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data-cell", {"stats": {}, "months": {"2024-13": "held"}}),
        ("data-cell", {"stats": {}, "months": {"2024-01": "lost"}}),
        ("data-cell", {"stats": {"2024-H3": {}}, "months": {}}),
        ("data-cell", {"stats": {"2024": {"x": {"n": 1, "d": 2}}}, "months": {}}),
        ("data-district", {"stats": {}, "units": {}, "types": {}}),
        ("data-index", {"schema": "chibo.data/2"}),
    ],
)
def test_what_is_no_data_file_is_refused(name: str, content: dict[str, object]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, data_schema(name))
