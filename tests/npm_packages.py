"""Tools that are published on npm, fetched as the registry hands them out and checked against a pinned digest.

No Node: a package is a compressed archive under a known address. What is here once is not asked for again.
"""

import base64
import configparser
import hashlib
import io
import os
import shutil
import tarfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "npm"
REGISTRY = "https://registry.npmjs.org/"
# Seconds without a byte
TIMEOUT = 60


class CannotFetch(Exception):
    """The package cannot be had from here; the message says why and what to do."""


@dataclass(frozen=True)
class NpmPackage:
    """A release: its name, its version, and the sha512 that the registry published with it."""

    name: str
    version: str
    integrity: str

    @property
    def folder(self) -> Path:
        return FOLDER / f"{self.name}-{self.version}"

    @property
    def url(self) -> str:
        return f"{registry()}{self.name}/-/{self.name}-{self.version}.tgz"

    def file(self, path: str) -> Path:
        """Return the file at `path` of the package, which is fetched where it is not here. Raises CannotFetch."""
        if not self.folder.exists():
            self._unpack(self._fetch())
        return self.folder / path

    def _fetch(self) -> bytes:
        try:
            with urllib.request.urlopen(self.url, timeout=TIMEOUT) as answer:
                archive = answer.read()
        except (urllib.error.URLError, OSError) as problem:
            raise CannotFetch(
                f"{self.name} {self.version} could not be fetched from {self.url}: {problem}. It is needed once; "
                "behind a proxy set https_proxy, with a registry of your own npm_config_registry."
            ) from problem
        algorithm, _separator, expected = self.integrity.partition("-")
        found = base64.b64encode(hashlib.new(algorithm, archive).digest()).decode()
        if found != expected:
            raise CannotFetch(f"{self.url} is not the release that was pinned: its {algorithm} is {found}.")
        return archive

    def _unpack(self, archive: bytes) -> None:
        """Everything or nothing: one that is interrupted, or unpacks at the same time as another, leaves no half."""
        unfinished = self.folder.with_name(f".{self.folder.name}.{os.getpid()}")
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            # "data" refuses what would lie outside the folder. In npm's archives all lies below one folder.
            tar.extractall(unfinished, filter="data")
        (only_folder,) = unfinished.iterdir()
        try:
            only_folder.rename(self.folder)
        except OSError:
            # Another process was quicker.
            if not self.folder.exists():
                raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def registry() -> str:
    """Return the address of the registry that this machine is told to use, with a slash at its end."""
    # npm takes its variables in small letters or in large ones.
    named = {name.lower(): value for name, value in os.environ.items()}
    address = named.get("npm_config_registry") or _from_npmrc()
    return (address or REGISTRY).rstrip("/") + "/"


def _from_npmrc() -> str:
    """What `npm config get registry` would read first. Lines of other keys do not matter, nor do broken ones."""
    for path in (ROOT / ".npmrc", Path.home() / ".npmrc"):
        parser = configparser.ConfigParser(interpolation=None, allow_no_value=True, strict=False, delimiters=("=",))
        try:
            parser.read_string("[npm]\n" + path.read_text())
        except (OSError, configparser.Error):
            continue
        if address := parser.get("npm", "registry", fallback=""):
            return address.strip()
    return ""


# Finds barriers for people with disabilities in a page (rules of WCAG).
AXE = NpmPackage(
    "axe-core",
    "4.14.1",
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
)
# The Nu Html Checker, the W3C's validator of HTML, CSS and SVG; runs on Java.
VNU = NpmPackage(
    "vnu-jar",
    "26.9.27",
    "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==",
)
