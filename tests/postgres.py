"""A private PostgreSQL for one run of the tests: Debian's server, under an unprivileged user.

Data in a temporary folder, TCP on a free loopback port, no socket file, a password of its own, nothing flushed to
disk. It is gone when the `with` block ends, whichever way it ends.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.ports import free_port

USER = "postgres"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    # The data need not outlive the run.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_min_messages": "panic",
}
# Seconds
START_TIMEOUT = 60
STOP_TIMEOUT = 15


class NoPostgres(Exception):
    """The server is missing or does not start; the message says why."""


def server_folder() -> Path | None:
    """Return the folder with the newest installed server's programs, None where there is no server."""
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    newest = max(installed, key=lambda folder: float(folder.parent.name), default=None)
    if newest:
        return newest
    in_path = shutil.which("postgres")
    return Path(in_path).resolve().parent if in_path else None


@contextmanager
def private_postgres() -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; stop it and remove its data afterwards."""
    programs = server_folder()
    if not programs:
        raise NoPostgres("There is no PostgreSQL server on this machine (Debian: apt-get install postgresql).")
    folder = _folder()
    try:
        password = secrets.token_hex(16)
        _init(programs, folder, password)
        process, url = _start(programs, folder, password)
        try:
            yield url
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _identity() -> dict:
    """Arguments for subprocess: the server refuses to run as root, so root runs it as Debian's own user for it."""
    return {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}


def _folder() -> Path:
    """Make a folder for the data, below one that the server's user can reach (a private TMPDIR is none)."""
    for parent in dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp"]):
        reachable = subprocess.run(["test", "-x", parent], cwd="/", **_identity()).returncode == 0
        if reachable and os.access(parent, os.W_OK):
            folder = Path(tempfile.mkdtemp(prefix="portal-postgres-", dir=parent))
            if os.geteuid() == 0:
                shutil.chown(folder, USER, USER)
            return folder
    raise NoPostgres("No temporary folder can be reached by the user that runs PostgreSQL.")


def _init(programs: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if os.geteuid() == 0:
        shutil.chown(secret, USER)
    command = [programs / "initdb", "--pgdata", folder / "data", "--username", USER, "--pwfile", secret]
    options = ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=folder, **_identity())
    if done.returncode:
        raise NoPostgres(f"initdb failed:\n{done.stderr}")


def _start(programs: Path, folder: Path, password: str) -> tuple[subprocess.Popen, str]:
    """Return the running server and its address; another port is tried where one was taken in between."""
    log = folder / "log"
    for _attempt in range(3):
        port = free_port()
        settings = [f"-c{name}={value}" for name, value in {**SETTINGS, "port": str(port)}.items()]
        command = [programs / "postgres", "-D", folder / "data", *settings]
        with log.open("w") as output:
            # In a session of its own: Ctrl-C reaches the tests, which then stop the server.
            process = subprocess.Popen(
                command, stdout=output, stderr=output, cwd=folder, start_new_session=True, **_identity()
            )
        url = f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres"
        if _answers(process, url):
            return process, url
        _stop(process)
    raise NoPostgres(f"PostgreSQL does not start:\n{log.read_text()}")


def _answers(process: subprocess.Popen, url: str) -> bool:
    deadline = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg2.connect(url, connect_timeout=1).close()
            return True
        except psycopg2.OperationalError:
            time.sleep(0.05)
    return False


def _stop(process: subprocess.Popen) -> None:
    """SIGINT ends PostgreSQL at once and in order; SIGQUIT at once, SIGKILL for what is left."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(number)
            try:
                process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                continue
