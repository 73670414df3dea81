"""Build a site and export its figures in a process of its own: `python -m tests.everywhere.one_run KNOBS ARGUMENTS…`.

KNOBS is JSON: `umask`, `order` (how folders tell their entries: `reversed`), `clock` (seconds since 1970 at which time
stands still), `files` (how many may be open), `locale` (the process takes on the locale of its environment).
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import locale
import os
import resource
import sys
import time
from contextlib import suppress
from typing import Any, Self


def _reversed_folders() -> None:
    """Folders tell their entries last first, as some file systems might."""
    listdir, scandir = os.listdir, os.scandir

    class Entries:
        def __init__(self, path: Any) -> None:
            with scandir(path) as found:
                self._rest = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Entries:
            return self

        def __next__(self) -> Any:
            return next(self._rest)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_given: object) -> None:
            """Nothing is open."""

        def close(self) -> None:
            """Nothing is open."""

    os.listdir = lambda path=".": sorted(listdir(path), reverse=True)  # type: ignore[assignment]  # as called here
    os.scandir = lambda path=".": Entries(path)  # type: ignore[assignment]  # as used here


class _Still(dt.datetime):
    """Time stands still at `seconds`, whoever asks."""

    seconds: float = 0

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls.fromtimestamp(cls.seconds, tz)

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(dt.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Any:
        return cls.now()


def _still_clock(seconds: float) -> None:
    _Still.seconds = seconds
    localtime, gmtime = time.localtime, time.gmtime
    for library in ("pyarrow", "openpyxl"):  # compiled modules look at the layout of the type that they know
        with suppress(ImportError):
            importlib.import_module(library)
    dt.datetime = _Still  # type: ignore[misc]  # the clock is what this changes
    time.time, time.time_ns = lambda: seconds, lambda: int(seconds * 10**9)
    time.localtime = lambda when=None: localtime(seconds if when is None else when)
    time.gmtime = lambda when=None: gmtime(seconds if when is None else when)


def main() -> None:
    knobs = json.loads(sys.argv[1])
    if "umask" in knobs:
        os.umask(knobs["umask"])
    if "files" in knobs:
        resource.setrlimit(resource.RLIMIT_NOFILE, (knobs["files"], knobs["files"]))
    if knobs.get("locale"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, "")
    if knobs.get("order"):
        _reversed_folders()
    if "clock" in knobs:
        _still_clock(knobs["clock"])
    from generator.cli import run

    for arguments in json.loads(sys.argv[2]):
        sys.argv = ["chibo", *arguments]
        try:
            run()
        except SystemExit as ended:
            if ended.code:
                raise


if __name__ == "__main__":
    main()
