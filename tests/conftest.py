"""What every test gets: no network, no user's git settings, one engine named in the header, tools found or asked for."""

from __future__ import annotations

import os
import shutil
import socket
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")
# What a user's shell may hold that would change a run. PIP_ and proxies do no harm here.
UNWANTED = ("SOURCE_DATE_EPOCH", "CHIBO_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "GIT_DIR", "GIT_WORK_TREE")

# The same examples on every machine: a red run can be repeated. `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def pytest_report_header() -> str:
    """Which of the two site engines this run is on."""
    return f"site engine: mkdocs {_installed('mkdocs')}, properdocs {_installed('properdocs')}"


def pytest_sessionstart() -> None:
    """A run that says it is on ProperDocs must not have mkdocs to fall back on."""
    if os.environ.get("CHIBO_ENGINE") == "properdocs" and (_installed("mkdocs") or not _installed("properdocs")):
        raise pytest.UsageError("CHIBO_ENGINE=properdocs, but mkdocs is installed or properdocs is not")


@pytest.fixture(scope="session", autouse=True)
def _closed_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Sockets reach this machine only; git and the program see no settings of the person who runs the suite."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    for name in UNWANTED:
        patch.delenv(name, raising=False)
    patch.setenv("HOME", str(home))
    patch.setenv("XDG_CONFIG_HOME", str(home))
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    patch.setenv("LC_ALL", "C.UTF-8")
    patch.setenv("TZ", "UTC")
    for who in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{who}_NAME", "Thư ký")
        patch.setenv(f"GIT_{who}_EMAIL", "thu-ky@example.invalid")
    patch.setattr(socket.socket, "connect", _only_here(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", _only_here(socket.socket.connect_ex))
    yield
    patch.undo()


def _only_here(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test asked the network for {address[0]}")
        return connect(self, address)

    return guarded


@pytest.fixture(scope="session")
def need() -> Callable[..., str]:
    """`need("java")`: the path of that program. Without it the test is skipped, under `make test` it fails."""

    def find(*names: str) -> str:
        for name in names:
            if path := shutil.which(name):
                return path
        message = f"none of {', '.join(names)} is installed: tools/need {names[0]}"
        if os.environ.get("CHIBO_REQUIRE_TOOLS"):
            pytest.fail(message)
        pytest.skip(message)

    return find


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout under test."""
    return ROOT
