"""Work done once: what follows from a frozen value is remembered on that value."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Make a pure function of a frozen value (and hashable keys) work once for each key.

    The results live and die with the value, as those of `cached_property` do: they are no part of its equality, and
    `dataclasses.replace` starts without them. Arguments are given by position.
    """
    name = f"_{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def recall(*args: P.args, **kwargs: P.kwargs) -> R:
        store = vars(args[0])
        results = store.get(name)
        if results is None:
            results = store[name] = {}
        key = args[1:]
        if key not in results:
            results[key] = function(*args, **kwargs)
        return cast("R", results[key])

    return recall
