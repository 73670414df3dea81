"""`chibo schema`: schemas on the screen, in a folder, and beside the records for an editor."""

from __future__ import annotations

import json
import posixpath
import re
import textwrap
from typing import TYPE_CHECKING

import pytest

from generator.commands import schema
from generator.commands.new_cell import scaffold
from generator.commands.new_rule import scaffold as new_rule
from generator.model.schema import KINDS
from generator.publish.schemas import schema_text
from generator.store import paths
from tests.commands.stores import AS_OF, CELL, Store, vi
from tests.site.conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store without anything in it."""
    (tmp_path / "records").mkdir()
    return tmp_path


def test_without_a_kind_it_lists_them(store: Path) -> None:
    done = run("schema", cwd=store)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(KINDS)
    assert re.search(r"^cell +records/\*/cells/\*/cell\.yml +Chi bộ$", done.stdout, re.MULTILINE)
    assert run("schema", "--lang", "en", cwd=store).stdout.splitlines()[0].endswith("  Cell")


def test_one_kind_is_printed_as_it_is_published(store: Path) -> None:
    done = run("schema", "cell", cwd=store)
    assert done.stdout == schema_text("cell")
    assert done.stdout.endswith("}\n")
    assert json.loads(done.stdout)["$id"] == "cell.json"


def test_it_needs_no_store(tmp_path: Path) -> None:
    assert run("schema", "rules", cwd=tmp_path).returncode == 0


def test_an_unknown_kind_is_refused_with_the_nearest(store: Path) -> None:
    done = run("schema", "member", cwd=store)
    assert done.returncode == 2
    assert "“member”. Có phải members?" in done.stderr
    assert "cell, members, names" in done.stderr
    with pytest.raises(schema.UnknownKind) as refused:
        schema.files("zzz")
    assert vi(refused.value.text).startswith("Không có loại tệp “zzz”. Các loại: cell")
    assert refused.value.text.en.startswith("There is no kind “zzz”. Kinds: cell")


def test_a_folder_gets_a_file_for_each_kind_over_older_ones(store: Path) -> None:
    (store / "out").mkdir()
    (store / "out/cell.json").write_text("{}", "utf-8")
    done = run("schema", "--output", "out", cwd=store)
    assert done.returncode == 0
    assert done.stdout == f"Đã ghi {len(KINDS)} tệp vào out\n"
    assert {path.name: path.read_text("utf-8") for path in (store / "out").iterdir()} == {
        f"{kind}.json": schema_text(kind) for kind in KINDS
    }
    assert run("schema", "names", "--output", "one", cwd=store).returncode == 0
    assert [path.name for path in (store / "one").iterdir()] == ["names.json"]


def test_a_folder_that_cannot_be_written_is_named(store: Path) -> None:
    (store / "file").write_text("", "utf-8")
    done = run("schema", "--output", "file", cwd=store)
    assert done.returncode == 2
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


def test_vscode_gets_schemas_and_settings_beside_the_records(store: Path) -> None:
    done = run("schema", "--vscode", cwd=store / "records")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (store / ".vscode/schema").iterdir()} == {f"{kind}.json" for kind in KINDS}
    settings = json.loads((store / ".vscode/settings.json").read_text("utf-8"))
    for name in settings["yaml.schemas"]:
        assert (store / name).is_file(), name


def test_settings_that_are_there_stay_and_it_says_what_to_add(store: Path) -> None:
    (store / ".vscode").mkdir()
    (store / ".vscode/settings.json").write_text("// của tôi\n{}\n", "utf-8")
    done = run("schema", "--vscode", cwd=store)
    assert done.returncode == 0
    assert (store / ".vscode/settings.json").read_text("utf-8") == "// của tôi\n{}\n"
    assert done.stdout.endswith(schema.settings())
    assert "đã có" in done.stdout


def test_the_settings_lead_each_file_of_the_sample_to_the_schema_of_its_kind() -> None:
    found = json.loads(schema.settings())["yaml.schemas"]
    patterns = {
        pattern: posixpath.basename(name).removesuffix(".json") for name, files in found.items() for pattern in files
    }
    for path in sorted((ROOT / "records").rglob("*.yml")):
        name = path.relative_to(ROOT).as_posix()
        kinds = [kind for pattern, kind in patterns.items() if is_match(pattern, name)]
        place = paths.parse(name)
        assert place is not None
        assert kinds == [place.kind], name


def is_match(pattern: str, name: str) -> bool:
    """Match as editors do: a star stays within one folder."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", "[^/]*"), name) is not None


def test_the_settings_follow_the_folder_of_the_records(store: Path) -> None:
    text = schema.settings("so/ban-ghi")
    assert '"so/ban-ghi/*/cells/*/cell.yml"' in text
    assert "records" not in text.replace("schema", "")


def test_a_scaffold_leads_to_the_schema_that_vscode_gets() -> None:
    written = scaffold("huyen-a", "na-loc", [], AS_OF)
    for kind, path in zip(("cell", "members", "names"), written, strict=True):
        assert led_to(path, written[path]) == f"{schema.FOLDER}/{kind}.json"
    assert led_to(*new_rule("van-quan-2026")) == f"{schema.FOLDER}/rules.json"
    assert led_to(*new_rule("hd-42-btctw-2025")) == f"{schema.FOLDER}/rules.json"


def led_to(path: str, text: str) -> str:
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found is not None
    return posixpath.normpath(f"{posixpath.dirname(path)}/{found[1]}")


def test_the_remark_is_no_fault_for_the_checker(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path, text = schema.hinted("cell", "records/huyen-a/cells/na-loc/cell.yml", textwrap.dedent(CELL).lstrip())
    store.write(path, text)
    assert {d.code for d in store.check(path)} <= {"ME101", "ME102"}, "months without a record, and nothing else"
