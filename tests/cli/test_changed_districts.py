"""`--changed-since` where a district comes or goes that others name."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from tests.site.conftest import run
from tests.store.git import commit, start
from tests.support import DISTRICT, write

if TYPE_CHECKING:
    from pathlib import Path


def checked(root: Path) -> dict[str, Any]:
    done = run("check", "--as-of", "2024-04-15", "--changed-since", "HEAD", "--format", "json", cwd=root)
    assert done.returncode in {0, 1}, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_district_that_goes_is_missed_where_another_one_names_it(tmp_path: Path) -> None:
    start(tmp_path)
    write(tmp_path, {})
    (tmp_path / "mkdocs.yml").write_text("site_name: Sổ\nplugins: [chibo]\n", "utf-8")
    commit(tmp_path)
    new = tmp_path / "records/xa-moi/district.yml"
    own = (tmp_path / DISTRICT).read_text("utf-8")
    new.parent.mkdir()
    new.write_text(own, "utf-8")
    assert checked(tmp_path)["counts"]["records"] == 1, "a district that comes is no reason to judge the others"
    (tmp_path / DISTRICT).write_text(f"{own.rstrip()}\nto: 2199-12-31\nsuccessor: xa-moi\n", "utf-8")
    assert checked(tmp_path)["diagnostics"] == []
    commit(tmp_path)
    shutil.rmtree(new.parent)
    found = [(d["code"], d["path"]) for d in checked(tmp_path)["diagnostics"]]
    assert found == [("RE103", DISTRICT)]
