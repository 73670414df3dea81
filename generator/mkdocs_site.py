"""Build or serve a store's site through MkDocs with the plugin: the one way a site is made.

MkDocs is loaded while other processes already render the records, so it is imported inside functions.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from generator import edges, pipeline
from generator.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from generator.mkdocs_plugin import ChiboPlugin


class Refused(Exception):
    """Nothing was published: some record cannot be counted. `store` holds the diagnostics."""

    def __init__(self, store: pipeline.Store) -> None:
        super().__init__()
        self.store = store


class Failed(Exception):
    """The site could not be built; `text` says why, in both languages; `code` is what the command exits with."""

    def __init__(self, said: str | Text, code: int = 2) -> None:
        self.text = Text(said, said) if isinstance(said, str) else said
        self.code = code
        super().__init__(self.text.vi)


def build(
    root: Path, output: Path, asked: dict[str, Any], progress: pipeline.Progress | None, *, generations: bool = False
) -> pipeline.Store:
    """Build the whole site beside the output, then put it there; on a refusal the old site stays untouched.

    With `generations` the output is a link to one of several whole sites.

    Errors: Refused (see `Store.refusals`), Failed (any other reason, in its text).
    """
    options = edges.options_for(root, **asked)
    try:
        with pipeline.publishing(output, generations=generations):
            return _build(root, output, options, asked, progress, generations=generations)
    except pipeline.NotPublished as error:
        raise Failed(error.text, 1) from error
    except OSError as error:
        raise Failed(pipeline.told(error, output), 1) from error
    except pipeline.SourceError as error:
        raise Failed(edges.unreachable(options, error)) from error


def _build(
    root: Path, output: Path, options: pipeline.Options, asked: dict[str, Any], progress: pipeline.Progress | None,
    *, generations: bool,
) -> pipeline.Store:  # fmt: skip
    stage = pipeline.open_stage(output)
    records = pipeline.open_stage(output, "records")
    try:
        store = pipeline.build(options, records, pipeline.Means(progress, meanwhile=_load_mkdocs))
        if store.refused(options):
            raise Refused(store)
        config = _config(root, stage.root / "site")
        plugin = _plugin(config)
        plugin.asked, plugin.ready = asked, (store, records)
        _run(config, plugin)
        pipeline.publish(pipeline.Stage(stage.root / "site"), output, generations=generations)
    finally:
        pipeline.discard(records)
        pipeline.discard(stage)
    return store


def _load_mkdocs() -> None:
    import generator.mkdocs_plugin  # noqa: F401 - the import is the work

    # isort: split
    import mkdocs.commands.build  # noqa: F401 - the import is the work


def _run(config: MkDocsConfig, plugin: ChiboPlugin) -> None:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, MkDocsException

    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        raise Failed(plugin.failure or str(error)) from error
    finally:
        config.plugins.on_shutdown()


def serve(root: Path, address: str, asked: dict[str, Any]) -> None:
    """Serve the site on this machine and rebuild it when a record changes, until interrupted.

    Errors: Failed.
    """
    from generator.mkdocs_plugin import ChiboPlugin

    # isort: split
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.INFO)
    ChiboPlugin.asked_everywhere = asked
    try:
        mkdocs_serve(config_file=str(_config_file(root)), dev_addr=address, livereload=True)
    except (MkDocsException, OSError) as error:
        raise Failed(str(error)) from error


def _config_file(root: Path) -> Path:
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise Failed(f"{file}: không có tệp này.")
    if not (root / "docs").is_dir() and "docs_dir" not in file.read_text("utf-8", "replace"):
        raise Failed(f"Thiếu thư mục {root / 'docs'}: tạo thư mục này với một tệp index.md trống.")
    return file


def _config(root: Path, site_dir: Path) -> MkDocsConfig:
    import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

    # isort: split
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    for name in ("mkdocs", "properdocs"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would say is told here, in the user's language
    try:
        return load_config(str(_config_file(root)), site_dir=str(site_dir))
    except MkDocsException as error:
        raise Failed(str(error)) from error


def _plugin(config: MkDocsConfig) -> ChiboPlugin:
    from generator.mkdocs_plugin import ChiboPlugin

    plugin = config.plugins.get("chibo")
    if not isinstance(plugin, ChiboPlugin):
        raise Failed("mkdocs.yml: plugins chưa có chibo.")
    return plugin


__all__ = ["Failed", "Refused", "build", "serve"]
