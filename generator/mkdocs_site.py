"""Build or serve a store's site through MkDocs with the plugin: the one way a site is made."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

# isort: split
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator import pipeline
from generator.mkdocs_plugin import ChiboPlugin

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig


class Refused(Exception):
    """Nothing was published: some record cannot be counted. `store` holds the diagnostics."""

    def __init__(self, store: pipeline.Store) -> None:
        super().__init__()
        self.store = store


class Failed(Exception):
    """The site could not be built; the message is for the user."""


def build(root: Path, output: Path, asked: dict[str, Any], progress: pipeline.Progress | None) -> pipeline.Store:
    """Build the whole site beside the output and swap it in; on a refusal the old site stays untouched.

    Errors: Refused (see `Store.refusals`), Failed (any other reason, in its message).
    """
    for name in ("mkdocs", "properdocs"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would say is told here, in the user's language
    stage = pipeline.open_stage(output)
    try:
        config = _config(root, stage.root / "site")
        plugin = _plugin(config)
        plugin.asked, plugin.progress = asked, progress
        _run(config, plugin)
        if plugin.store is None:
            raise Failed(plugin.failure)
        pipeline.publish(pipeline.Stage(stage.root / "site"), output)
    except OSError as error:
        raise Failed(f"{error.filename or output}: {error.strerror}") from error
    except MkDocsException as error:
        raise Failed(str(error)) from error
    finally:
        pipeline.discard(stage)
    return plugin.store


def _run(config: MkDocsConfig, plugin: ChiboPlugin) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as error:
        if plugin.store is not None and plugin.options is not None and plugin.store.refused(plugin.options):
            raise Refused(plugin.store) from error
        raise Failed(plugin.failure or str(error)) from error
    finally:
        config.plugins.on_shutdown()


def serve(root: Path, address: str, asked: dict[str, Any]) -> None:
    """Serve the site on this machine and rebuild it when a record changes, until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    ChiboPlugin.asked_everywhere = asked
    mkdocs_serve(config_file=str(_config_file(root)), dev_addr=address, livereload=True)


def _config_file(root: Path) -> Path:
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise FileNotFoundError(file)
    return file


def _config(root: Path, site_dir: Path) -> MkDocsConfig:
    return load_config(str(_config_file(root)), site_dir=str(site_dir))


def _plugin(config: MkDocsConfig) -> ChiboPlugin:
    plugin = config.plugins.get("chibo")
    if not isinstance(plugin, ChiboPlugin):
        raise Failed("mkdocs.yml: plugins chưa có chibo.")
    return plugin


__all__ = ["Failed", "Refused", "build", "serve"]
