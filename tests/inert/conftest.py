"""Sites of stores that hold hostile texts: a few for each run, all of them for `make torture`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.inert import store, strings

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 203  # texts of a store
PROFILES = {"internal": "internal", "plain": "internal", "public": "public"}
EVERY = strings.sample(10_000, strings.written())


class Chunk:
    """Some texts and the sites made of them, two at a time."""

    def __init__(self, folder: Path, texts: list[str]) -> None:
        self.texts = texts
        plain = {text: f"Zqk{number}" for number, text in enumerate([*texts, strings.CANARY])}
        self._held = {
            "internal": store.store(texts, store.marked),
            "public": store.store(texts, store.public_only),
            "plain": store.store(texts, lambda field, text: store.marked(field, plain[text])),
        }
        with ThreadPoolExecutor(2) as pool:
            built = pool.map(lambda name: store.built(folder / name, self._held[name].files, PROFILES[name]), PROFILES)
            self._sites = dict(zip(PROFILES, built, strict=True))

    def site(self, profile: str) -> tuple[Path, dict[str, list[str]]]:
        """The site in a profile, and what its fields were given."""
        return self._sites[profile], self._held[profile].given

    def twin(self) -> Path:
        """The internal site with a plain text in the place of each."""
        return self._sites["plain"]


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(strings.sample(11, strings.written()), id="sample"),
        *(pytest.param(EVERY[at : at + CHUNK], id=f"{at}", marks=pytest.mark.torture) for at in range(0, len(EVERY), CHUNK)),
    ],
)  # fmt: skip
def chunk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Chunk:
    """Texts and their sites."""
    return Chunk(tmp_path_factory.mktemp("texts"), request.param)
