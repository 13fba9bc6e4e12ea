"""The production server: Granian as WSGI server, set up for this project.

How Granian 2.8 behaves, and what is done about it:

- Workers are processes. They are started with `spawn`, so that no database connection and no lock is shared
  with the parent, and so that SIGHUP (new workers one by one) picks up new code.
- A worker that gets Ctrl-C from the terminal and SIGTERM from its parent at the same moment can hang: workers
  leave the terminal's process group.
- Workers outlive a parent that is killed, and go on listening: each watches its parent.
- It would start 512 Python threads by default: their number is given.
- Files of a mount are served without entering Python: dot files too, without validators and security headers, with
  no word to revalidate in Cache-Control, and what is not found there never reaches Django. So only folders are
  mounted whose files everybody may read and no browser runs: renditions, and documents of listed kinds, of public
  pages (PUBLIC_MEDIA_FOLDERS; cms.media.publicity moves files in and out), and pictures drawn for these.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# Seconds a browser may keep such a file without asking again.
EXPIRES = 300
# Seconds that running requests are given when the server stops.
GRACE = 15


def portal_server(host: str, port: int, workers: int, threads: int) -> Granian:
    """Return a server that is ready to run; `threads` is the number of Python threads of each worker."""
    multiprocessing.set_start_method("spawn", force=True)
    routes, folders = _mounts()
    server = Granian(
        target=settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        static_path_route=routes,
        static_path_mount=folders,
        static_path_expires=EXPIRES,
    )
    if sys.stdin and sys.stdin.isatty():
        server.on_startup(lambda: _stop_with_the_terminal(server))
    return server


def run(server: Granian) -> bool:
    """Serve until a signal comes; return False if the server ended for any other reason."""
    try:
        server.serve(target_loader=load_application)
    except SystemExit:
        return server.interrupt_signal
    return True


def load_application(target: str) -> Callable:
    """Return the WSGI application. Runs in each worker, before it takes requests."""
    os.setpgid(0, 0)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), name="parent-watch", daemon=True).start()
    return import_string(target)


def _mounts() -> tuple[list[str], list[Path]]:
    """Return the addresses and folders of the public files; a folder that is not there yet is made."""
    prefix = settings.MEDIA_URL.rstrip("/")
    names = [*settings.PUBLIC_MEDIA_FOLDERS, settings.SHARE_IMAGES_FOLDER]
    folders = [Path(settings.PUBLIC_MEDIA_ROOT) / name for name in names]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return [f"{prefix}/{name}" for name in names], folders


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def _stop_with_the_terminal(server: Granian) -> None:
    """A closed terminal ends the server; without a terminal SIGHUP stays Granian's "take new workers"."""
    signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
