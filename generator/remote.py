"""The work on cells given to other machines, by a scheduler that is there already: Dask's, through its own executor.

All machines see the same store, and for a build the same place for the site, under the same paths (a shared disk), and
have the same version of this program. Nothing of scheduling, retrying or sending is done here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

KIND = "dask://"


class NotReached(Exception):
    """There is no such scheduler; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def need_address(address: str) -> None:
    """Refuse what is no address of a scheduler; whether anybody answers there is another matter.

    Errors: NotReached.
    """
    if not address.startswith(KIND):
        raise NotReached(
            Text(
                f"--executor: “{address}” không có dạng dask://máy:cổng.",
                f"--executor: {address} is no dask://host:port.",
            )
        )


@contextmanager
def executor_of(address: str | None) -> Iterator[Executor | None]:
    """The executor at an address such as `dask://host:8786`, while it is used; None where none is asked for.

    Errors: NotReached.
    """
    if address is None:
        yield None
        return
    need_address(address)
    try:
        import distributed
    except ImportError:
        raise NotReached(
            Text("--executor cần cài thêm: pip install 'chibo[dask]'.", "--executor needs: pip install 'chibo[dask]'.")
        ) from None
    try:
        connect: Any = distributed.Client  # untyped
        client = connect(f"tcp://{address.removeprefix(KIND)}", timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NotReached(
            Text(
                f"--executor: không nối được với {address} ({error}).",
                f"--executor: no answer from {address} ({error}).",
            )
        ) from error
    with client:
        yield client.get_executor(pure=False)
