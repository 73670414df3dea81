"""Serve a store's site on this machine: a saved record is on the screen at the next look.

MkDocs' server watches and reloads; what it shows is made by `live` when it is asked for. Where other plugins, hooks or
themes take part, MkDocs builds the whole site at each change instead.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import generator.mkdocs_api  # noqa: F401 - must come before the first import of mkdocs

# isort: split
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import edges, pipeline, report
from generator.live import Live
from generator.mkdocs_plugin import ChiboPlugin
from generator.mkdocs_site import Failed, config_file, config_of, run_mkdocs
from generator.report.display import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig

CHANGES = {"created", "modified", "moved", "deleted"}  # the kinds of events that are no mere reading
SETTLED = 0.03  # seconds without an event: an editor has written all of a file
PATIENCE = 5.0  # seconds that an answer waits for changes to end
RELOAD = "/livereload/"

log = logging.getLogger("mkdocs.commands.serve")  # beside what MkDocs itself says of serving


def serve(root: Path, address: str, asked: dict[str, Any]) -> None:
    """Serve the site on this machine and reload pages when a record changes, until interrupted.

    Errors: Failed.
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        if pipeline.stands_alone(root):
            folder = Path(tempfile.mkdtemp(prefix="chibo-"))
            try:
                _serve_live(_Site(root, folder, address, asked))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        else:
            ChiboPlugin.asked_everywhere = asked
            mkdocs_serve(config_file=str(config_file(root)), dev_addr=address, livereload=True)
    except (MkDocsException, OSError) as error:
        raise Failed(str(error)) from error


class _Site:
    """The site that is served: record pages made on demand, and the handbook as MkDocs makes it."""

    def __init__(self, root: Path, folder: Path, address: str, asked: dict[str, Any]) -> None:
        self.root = root
        self.folder = folder
        self.live = Live(root, folder)
        self.config = config_of(root, folder, dev_addr=address)
        self._asked = asked
        self._address = address

    def refresh(self) -> None:
        """Look at records, settings and handbook again.

        Errors: Failed where nothing can be shown of them; what was shown stays.
        """
        try:
            options = edges.options_for(self.root, **self._asked, keep_going=True, live=True)
        except edges.UsageError as error:
            raise Failed(error.text) from None
        try:
            store = self.live.refresh(options)
        except pipeline.SourceError as error:
            raise Failed(edges.unreachable(options, error)) from None
        if store.refused(options):
            shown = pipeline.CheckReport(store.as_of, store.refusals, store.files)
            raise Failed(report.render("text", shown, "vi", color=False) + edges.refusal(store).vi)
        self.live.make_handbook(options, store, lambda: self._make_handbook(store))

    def _make_handbook(self, store: pipeline.Store) -> None:
        """Make it beside what is shown, which goes only when all of it is there."""
        own, made = pipeline.open_stage(self.folder, "own"), pipeline.open_stage(self.folder, "made")
        try:
            config = config_of(self.root, made.root, dev_addr=self._address)
            host, port = config.dev_addr
            config.site_url = f"http://{host}:{port}{_mount(config)}"
            run_mkdocs(config, "serve", self._asked, (store, own))
            for old in self.folder.iterdir():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            made.move_into(self.folder)
        finally:
            pipeline.discard(own)
            pipeline.discard(made)


def _serve_live(site: _Site) -> None:
    site.refresh()
    server = _Server(site)
    records = site.root / pipeline.read_settings(site.root).records
    watched = [str(config_file(site.root)), site.config.docs_dir, str(records)]
    server.observer = _observer(watched, server.changed) or server.observer
    for path in watched:
        server.watch(path)
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs gives it no types
    except KeyboardInterrupt:
        log.info("Shutting down...")
    finally:
        server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs' server over a site whose files are made when they are asked for."""

    def __init__(self, site: _Site) -> None:
        host, port = site.config.dev_addr
        super().__init__(self._refresh, host, port, str(site.folder), _mount(site.config))
        self.build_delay = SETTLED
        self.error_handler = self._lost
        self._site = site
        self._settled = threading.Event()  # no change was heard of that was not looked at
        self._settled.set()

    def changed(self) -> None:
        """Hear of a change: who asks from now on waits until it was looked at."""
        self._settled.clear()

    def _refresh(self) -> None:
        """Look again. What stands in the way is told, and what was shown stays.

        Nothing is raised for it: of that, MkDocs ends its server or lets all who ask wait.
        """
        self._settled.set()
        try:
            self._site.refresh()
        except (Failed, OSError) as error:
            text = error.text if isinstance(error, Failed) else pipeline.told(error, self._site.root)
            print(spoken(text.vi), file=sys.stderr)  # noqa: T201 - it is said while serving goes on, so by no command's end

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a file that is of the records as they were last heard to be when the answer goes out.

        The system tells of a change within milliseconds; while more and more of them come, nobody waits for the end.
        """
        url = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if url.startswith(RELOAD):  # this waits for a change
            return super().serve_request(environ, start_response)
        while True:
            heads: list[tuple[Any, ...]] = []
            self._settled.wait(PATIENCE)
            version = self._site.live.make("/" + url.removeprefix(self.mount_path))
            body = b"".join(super().serve_request(environ, lambda *head, heads=heads: heads.append(head)))
            if version == self._site.live.version:
                start_response(*heads[-1])
                return [body]

    def _lost(self, code: int) -> bytes | None:
        page = self._site.folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _mount(config: MkDocsConfig) -> str:
    """Where below the server's top the site stands, as its own address says."""
    path = urlsplit(config.site_url or "").path.strip("/")
    return f"/{path}/" if path else "/"


def _observer(paths: list[str], heard: Callable[[], None]) -> Any:
    """What tells of changes at once; None where the system cannot watch so many folders."""
    probe = Observer()
    try:
        for path in paths:
            probe.schedule(FileSystemEventHandler(), path, recursive=True)
        probe.start()
    except OSError:
        return None
    probe.stop()
    probe.join()
    observer = Observer()
    schedule = observer.schedule
    # Its class is another one on each system, so this one observer is changed, not derived from;
    # the type checker is told to let that pass.
    observer.schedule = lambda handler, path, **more: schedule(_Changes(handler, heard), path, **more)  # type: ignore[method-assign]
    return observer


class _Changes(FileSystemEventHandler):
    """Passes on what is no mere reading, and says so where it leads to another look."""

    def __init__(self, handler: FileSystemEventHandler, heard: Callable[[], None]) -> None:
        self._handler = handler
        self._heard = heard

    def dispatch(self, event: FileSystemEvent) -> None:
        """Hear of one event."""
        if event.event_type in CHANGES:
            if not event.is_directory:  # MkDocs waits for files only
                self._heard()
            self._handler.dispatch(event)
