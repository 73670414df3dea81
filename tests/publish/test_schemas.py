"""Every build publishes the schemas, in both profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import pipeline
from generator.model.schema import KINDS
from generator.publish.schemas import schema_files, schema_text
from tests.support import AS_OF, write

if TYPE_CHECKING:
    from pathlib import Path


def test_one_file_for_each_kind_in_order() -> None:
    assert [url for url, _ in schema_files()] == [f"/data/v1/schema/{kind}.schema.json" for kind in KINDS]


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
    assert staged == {f"{kind}.schema.json": schema_text(kind).encode() for kind in KINDS}
