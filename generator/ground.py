"""Where nothing may be put: among the files that a store is made of, or inside another site."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish import manifest
from generator.publish.trouble import NotPublished
from generator.store.settings import FILE, Settings, SettingsError, find_store, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

GIT = Text("của riêng git", "which is git's own")


def refuse_place(root: Path | None, target: Path, asked: str, *, site: bool = False) -> None:
    """Refuse a place among the own files of this store, or of the one that the place lies in.

    With `site` a whole site is to be put there: then not among the store's prose, around any of it, or in another site.
    `asked` is the option or setting that names the place. Errors: NotPublished.
    """
    around = find_store(_real(target))
    if around is not None and not (around / FILE).is_file():
        around = None  # any folder may hold one that is called `records`
    for store in {store for store in (root, around) if store is not None}:
        own = _own(store, site=site)
        _refuse_own(target, own, asked)
        if site:
            _refuse_around(target, own, asked)
    if site:
        _refuse_nested(root, target, asked)


def _own(store: Path, *, site: bool) -> dict[Path, Text]:
    """A store's own folders, with what they hold."""
    try:
        known = read_settings(store)
    except SettingsError:
        known = Settings()
    held = {
        known.records: Text("nơi giữ bản ghi", "which holds the records"),
        known.names: Text("nơi giữ họ tên", "which holds the names"),
        known.docs if site else "": Text("nơi giữ sổ tay của sổ", "which holds the store's own handbook"),
        ".cache": Text("bộ nhớ đệm", "the cache"),
    }
    return {store / folder: what for folder, what in held.items() if folder}


def _refuse_own(target: Path, own: Mapping[Path, Text], asked: str) -> None:
    """Refuse a place at or inside one of these folders, or inside `.git`."""
    real = _real(target)
    for place in (real, *real.parents):
        for folder, what in own.items():
            if _is_one(place, folder):
                raise _among(target, folder, what, asked)
        if place.name.casefold() == ".git":
            raise _among(target, place, GIT, asked)


def _refuse_around(target: Path, own: Iterable[Path], asked: str) -> None:
    """Refuse a site of which a store's own folders would be a part: what it does not list goes."""
    real = _real(target)
    for folder in own:
        if _real(folder).is_relative_to(real):
            raise NotPublished(
                Text(
                    f"{target} chứa {folder}: dựng trang ở đó thì thư mục ấy mất. Chưa làm gì. Chọn {asked} khác.",
                    f"{target} holds {folder}: a site put there would remove it. Nothing was done."
                    f" Choose another {asked}.",
                )
            )


def _refuse_nested(root: Path | None, target: Path, asked: str) -> None:
    """Refuse a site inside another site of ours, whose next build would remove it.

    What is above the store itself is not looked into.
    """
    parent = _real(target.parent)
    above = [] if root is None else [root, *root.parents]
    for folder in (folder for folder in (parent, *parent.parents) if folder not in above):
        with suppress(OSError):  # what cannot be read is not replaced by this user either
            if manifest.read(folder) is not None:
                raise NotPublished(
                    Text(
                        f"{target} nằm trong {folder}, một trang do chibo dựng: lần dựng sau của trang ấy sẽ xóa nó."
                        f" Chưa làm gì. Chọn {asked} ở ngoài trang ấy.",
                        f"{target} is inside {folder}, a site of chibo, whose next build would remove it."
                        f" Nothing was done. Choose {asked} outside that site.",
                    )
                )


def _real(path: Path) -> Path:
    """A path with its links followed; as it is where they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _is_one(place: Path, folder: Path) -> bool:
    """Whether two paths are one place, however they are spelt."""
    try:
        return place == _real(folder) or place.samefile(folder)
    except OSError:
        return False  # one of them is not there yet


def _among(target: Path, folder: Path, what: Text, asked: str) -> NotPublished:
    return NotPublished(
        Text(
            f"{target} nằm trong {folder} ({what.vi}): ghi vào đó thì sổ hỏng. Chưa làm gì."
            f" Chọn {asked} ở ngoài thư mục ấy.",
            f"{target} is in {folder}, {what.en}: what is written there would spoil the store. Nothing was done."
            f" Choose {asked} outside that folder.",
        )
    )
