"""`python -m tests.run [--only sqlite|postgresql|browser] [pytest arguments]`: the whole suite.

On SQLite and on PostgreSQL at the same time, in one random order (what no database has a part in runs once); the
journeys in the browser when the first of them has ended. With arguments for pytest (`tests/accounts -x`) the browser is
left out unless `--only browser` asks for it. The exit status is 0 if everything passed.
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.postgres import NoPostgres, private_postgres

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("sqlite", "postgresql", "browser")
# What a developer's shell may hold for the portal itself: the tests bring their own.
NOT_FOR_TESTS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ENV_FILE", "SECRET_KEY", "SITE_URL", "VAR_DIR")
# Seconds that pytest is given to end after an interruption, before it is told again.
PATIENCE = 5


class Part:
    """One run of pytest, whose lines are shown with its name in front."""

    _output = threading.Lock()

    def __init__(self, name: str, arguments: list[str], environment: dict[str, str]):
        self.name = name
        self.closing_line = ""
        color = ["--color=yes"] if sys.stdout.isatty() else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *color, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._reader = threading.Thread(target=self._show, daemon=True)
        self._reader.start()

    def _show(self) -> None:
        for line in self._process.stdout:
            self.closing_line = line.strip() or self.closing_line
            with self._output:
                print(f"{self.name:>10} │ {line.rstrip()}", flush=True)

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def wait(self) -> bool:
        """Wait for the end; return whether every test passed (and there was one)."""
        status = self._process.wait()
        self._reader.join()
        return status == 0

    def stop(self) -> None:
        """End it, where it has not ended by itself. Ctrl-C has reached it, too: then it is left to finish."""
        for number in (None, signal.SIGINT, signal.SIGKILL):
            if number:
                self._process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)
                return


def main() -> int:
    arguments, for_pytest = _arguments()
    wanted = arguments.only or (PARTS[:2] if for_pytest else PARTS)
    if not any(argument.startswith("--randomly-seed") for argument in for_pytest):
        for_pytest = [*for_pytest, f"--randomly-seed={random.randrange(2**32)}"]
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-tests-", ignore_cleanup_errors=True))
        environment = {name: value for name, value in os.environ.items() if name not in NOT_FOR_TESTS}
        environment |= {"TMPDIR": folder, "PYTHONUNBUFFERED": "1"}
        running: list[Part] = []
        if databases := [name for name in wanted if name != "browser"]:
            urls = {"sqlite": "", "postgresql": _postgresql(stack) if "postgresql" in databases else ""}
            for name in databases:
                # Of two runs the second leaves out what no database has a part in (tests/conftest.py).
                once = {"LEAVE_OUT": "no_database"} if running else {}
                running.append(_start(stack, name, for_pytest, environment | once | {"DATABASE_URL": urls[name]}))
        if "browser" in wanted:
            # Two at a time: journeys wait for what people would wait for, and machines have two cores.
            while running and not any(part.has_ended for part in running):
                time.sleep(1)
            running.append(_start(stack, "browser", ["tests/browser", *for_pytest], environment))
        parts = [(part, part.wait()) for part in running]
    _report(parts, time.monotonic() - began)
    return 0 if all(passed for _part, passed in parts) else 1


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--only", action="append", choices=PARTS)
    return parser.parse_known_args()


def _postgresql(stack: contextlib.ExitStack) -> str:
    """Return the server of the DATABASE_URL from outside, else start a private one."""
    return os.environ.get("DATABASE_URL") or stack.enter_context(private_postgres())


def _start(stack: contextlib.ExitStack, name: str, arguments: list[str], environment: dict[str, str]) -> Part:
    part = Part(name, arguments, environment)
    stack.callback(part.stop)
    return part


def _report(parts: list[tuple[Part, bool]], seconds: float) -> None:
    print()
    for part, passed in parts:
        print(f"{part.name:>10}   {'passed' if passed else 'FAILED'}   {part.closing_line}")
    print(f"{'together':>10}   {seconds:.0f} s")


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        sys.exit(main())
    except NoPostgres as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Interrupted; the database server is stopped and its data removed.")
