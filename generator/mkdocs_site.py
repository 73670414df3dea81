"""Build a store's site through MkDocs with the plugin: the one way a site is made.

MkDocs is loaded while other processes already render the records, so it is imported inside functions.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator import edges, pipeline, remote
from generator.mkdocs_settings import Failed, config_file, config_of, markdown_fault, trust_config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from generator.mkdocs_plugin import ChiboPlugin
    from generator.model.text import Text


class Refused(Exception):
    """Nothing was published: some record cannot be counted. `store` holds the diagnostics."""

    def __init__(self, store: pipeline.Store) -> None:
        super().__init__()
        self.store = store


class Built(NamedTuple):
    """A site that was built: the store, what the site holds (empty where others may have a hand in it), and notes."""

    store: pipeline.Store
    listed: Mapping[str, pipeline.Entry]
    notes: tuple[Text, ...] = ()


def build(
    root: Path, output: Path, asked: dict[str, Any], progress: pipeline.Progress | None, *,
    generations: bool = False, cache: bool = True, executor: str | None = None,
) -> Built:  # fmt: skip
    """Build the whole site beside the output, then put it there; on a refusal the old site stays untouched.

    With `generations` the output is a link to one of several whole sites. Without `cache` nothing that earlier runs
    found out is used or kept, and every file is written. `executor` is the address of other machines (`remote`).

    Errors: Refused (see `Store.refusals`), Failed (any other reason, in its text).
    """
    options = edges.options_for(root, **asked)
    config_file(root)
    try:
        with remote.executor_of(executor) as others:
            run = functools.partial(_Run, root, output, options, asked, progress, generations, others)
            try:
                with pipeline.publishing(output, generations=generations) as present:
                    return run(present if cache else None).build()
            except (pipeline.Incomplete, pipeline.Unreadable) as error:  # what stands there, or is kept, is no help
                kept = pipeline.known(options, "build") if isinstance(error, pipeline.Unreadable) else None
                with pipeline.publishing(output, generations=generations):
                    return run(None).build()._replace(notes=kept.throw_away() if kept is not None else ())
    except remote.NotReached as error:
        raise Failed(error.text) from error
    except pipeline.NotPublished as error:
        raise Failed(error.text, 1) from error
    except OSError as error:
        raise Failed(pipeline.told(error, output), 1) from error
    except pipeline.SourceError as error:
        raise Failed(edges.unreachable(options, error)) from error


@dataclasses.dataclass(frozen=True)
class _Run:
    """One build. `present` is what stands at the output and may be kept; None: nothing that was done before is used."""

    root: Path
    output: Path
    options: pipeline.Options
    asked: dict[str, Any]
    progress: pipeline.Progress | None
    generations: bool
    executor: Executor | None
    present: Mapping[str, pipeline.Entry] | None

    def build(self) -> Built:
        alone = pipeline.stands_alone(self.root)  # else others may change any file, and look for all of them
        known = pipeline.known(self.options, "build", self.present) if alone and self.present is not None else None
        stage = pipeline.open_stage(self.output)
        records = pipeline.open_stage(self.output, "records", self.present if known is not None else None)
        try:
            store = pipeline.build(
                self.options, records, pipeline.Means(self.progress, self.executor, _load_mkdocs, known)
            )
            if store.refused(self.options):
                raise Refused(store)
            whole = self._joined(stage, records, store, known) if alone else self._whole(stage, records, store)
            pipeline.refuse_leaks(self.options, dataclasses.replace(whole, output=self.output))
            pipeline.publish(whole, self.output, generations=self.generations)
        finally:
            pipeline.discard(records)
            pipeline.discard(stage)
        return Built(store, whole.entries, known.notes() if known is not None else ())

    def _whole(self, stage: pipeline.Stage, records: pipeline.Stage, store: pipeline.Store) -> pipeline.Stage:
        """The whole site as MkDocs and its plugins leave it."""
        site = stage.root / "site"
        self._run_mkdocs(site, store, records)
        return pipeline.Stage(site)

    def _joined(
        self, stage: pipeline.Stage, records: pipeline.Stage, store: pipeline.Store, known: pipeline.Known | None
    ) -> pipeline.Stage:
        """The record pages with the handbook; MkDocs is asked for that only where it is not as it was."""
        handbook = known.handbook(self.options, store.as_of) if known is not None else None
        site = stage.root / "site"
        if handbook is None:
            own = pipeline.Stage(stage.root / "own")
            own.root.mkdir()
            self._run_mkdocs(site, store, own)
            handbook = pipeline.entries_of(site)
            if known is not None:
                known.keep_handbook(self.options, handbook)
        else:
            site.mkdir()
        return pipeline.Stage(site, {}, handbook).join(records)

    def _run_mkdocs(self, site: Path, store: pipeline.Store, records: pipeline.Stage) -> None:
        run_mkdocs(config_of(self.root, site), "build", self.asked, (store, records))


def run_mkdocs(
    config: MkDocsConfig, command: Literal["build", "serve"], asked: dict[str, Any],
    ready: tuple[pipeline.Store, pipeline.Stage],
) -> None:  # fmt: skip
    """Have MkDocs build the handbook around record pages that are ready; `command` is what it is told that runs.

    Errors: Failed.
    """
    import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

    # isort: split
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, MkDocsException

    plugin = _plugin_of(config)
    plugin.asked, plugin.ready = asked, ready
    config.plugins.on_startup(command=command, dirty=False)
    try:
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        raise Failed(plugin.failure or str(error)) from error
    except Exception as error:  # an extension fails in ways of its own; what is none of theirs is raised again
        said = markdown_fault(error, plugin.page)
        if said is None:
            raise
        raise Failed(said) from error
    finally:
        config.plugins.on_shutdown()


def _load_mkdocs() -> None:
    import generator.mkdocs_plugin  # noqa: F401 - the import is the work

    # isort: split
    import mkdocs.commands.build  # noqa: F401 - the import is the work


def _plugin_of(config: MkDocsConfig) -> ChiboPlugin:
    """Our plugin, as these settings load it. Errors: Failed where they do not."""
    from generator.mkdocs_plugin import ChiboPlugin

    plugin = config.plugins.get("chibo")
    if not isinstance(plugin, ChiboPlugin):
        raise Failed("mkdocs.yml: plugins chưa có chibo.")
    return plugin


__all__ = ["Built", "Failed", "Refused", "build", "config_file", "config_of", "run_mkdocs", "trust_config"]
