"""The certificate of an erasure, laid ready first: the next run certifies what a killed one did."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.commands import certificate
from generator.commands.forget import NotWritten
from generator.store import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.commands.forget import Plan

_PROMISED = ".promised"


def promise(root: Path, made: Plan) -> None:
    """Lay the certificate ready before the first file is written, so that the next run certifies what a killed one did.

    One that is there for the same outcome stays: it knows what that run did. Where none can be written, none is.
    """
    with suppress(OSError):
        if promised(root, made) is None:
            withdraw(root, made)
            rewrite.put(_hidden(root / certificate.path_of(made)), certificate.as_json(made).encode())


@contextmanager
def promising(root: Path) -> Iterator[Callable[[Plan], None]]:
    """Give what lays a certificate ready; it goes again where the erasure is refused."""
    plans: list[Plan] = []

    def lay(made: Plan) -> None:
        plans.append(made)
        promise(root, made)

    try:
        yield lay
    except NotWritten:
        for made in plans:
            withdraw(root, made)
        raise


def promised(root: Path, made: Plan) -> tuple[str, str] | None:
    """The path and text of the certificate that a killed run laid ready, if what it was to do is done now."""
    for file in _promises(root, made):
        with suppress(OSError, ValueError, LookupError, TypeError):
            data = json.loads(file.read_bytes())
            if data["records"]["after"] == made.after:
                data["cache"]["deleted"] = made.cache is None
                return f"erasures/{file.name[1 : -len(_PROMISED)]}", certificate.written(data)
    return None


def stands(path: Path, text: str) -> bool:
    """Tell whether a certificate is kept already: the run that kept it was killed a moment later."""
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def withdraw(root: Path, made: Plan) -> None:
    """Remove what was laid ready for this person."""
    for file in _promises(root, made):
        with suppress(OSError):
            file.unlink()


def _promises(root: Path, made: Plan) -> list[Path]:
    return sorted(
        (root / "erasures").glob(f".????-??-??{certificate.path_of(made)[len('erasures/2000-00-00') :]}{_PROMISED}")
    )


def _hidden(path: Path) -> Path:
    return path.with_name(f".{path.name}{_PROMISED}")
