"""A store of two cells with names outside, and what a build of it shows beside a clean one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from generator.cli import main
from tests.site.conftest import tree
from tests.store.git import commit, start
from tests.support import USUAL, write

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = (
    "site_name: Sổ Một\ntheme: {name: chibo}\n"
    "plugins: [{chibo: {profile: internal, as_of: 2024-04-15, names: ../ho-ten}}]\n"
)
PROSE = "docs/handbook/rieng.md"
CELL = "van-quan/cells/ban-a"


class Small:
    """The store `so`, its names in `ho-ten` and its site in `trang`, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.root, self.site, self.names = folder / "so", folder / "trang", folder / "ho-ten"
        start(self.root)
        more = {"mkdocs.yml": CONFIG, "docs/index.md": "# A\n", PROSE: "# Riêng\n\nMột.\n", ".gitignore": "/.cache/\n"}
        write(self.root, {**USUAL, **more})
        commit(self.root, "2024-03-06T08:00:00+07:00")
        self.call_them("Người Một")

    def call_them(self, name: str) -> None:
        """Give the first member of the first cell another name."""
        file = self.names / CELL / "names.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"dv01: {name}\n", encoding="utf-8")

    def build(self, *more: str) -> str:
        """Build; what is said of it beside."""
        call = ["build", "--store", str(self.root), "--jobs", "1", "--lang", "en"]
        done = CliRunner().invoke(main, [*call, *(more or ("--output", str(self.site)))])
        assert done.exit_code == 0, done.output
        return done.stderr

    def check(self) -> str:
        """Check; what is printed."""
        done = CliRunner().invoke(main, ["check", "--store", str(self.root), "--jobs", "1", "--lang", "en"])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.stdout

    def stale(self) -> list[str]:
        """The files in which the site, built again, is not what a clean build gives."""
        self.build()
        clean = self.site.with_name("sach")
        self.build("--output", str(clean), "--no-cache")
        one, other = tree(self.site), tree(clean)
        return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
