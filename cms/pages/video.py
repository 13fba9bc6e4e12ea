"""Addresses of the listed video providers, parsed here: no provider is asked, nothing of theirs loads by itself."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE_ID = re.compile(r"[0-9A-Za-z_-]{11}")
VIMEO_ID = re.compile(r"[0-9]{6,12}")


@dataclass(frozen=True)
class Video:
    """A video: `provider` ("youtube" or "vimeo"), `embed_url` for the frame, `watch_url` for a plain link."""

    provider: str
    embed_url: str
    watch_url: str


def parse_video(address: str) -> Video | None:
    """Return the video at `address`, None for any other address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        # Brackets that are no IPv6 address.
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in {"http", "https"}:
        return None
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube(host, parts.path, parts.query)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts.path)
    return None


def _youtube(host: str, path: str, query: str) -> Video | None:
    if host == "youtu.be":
        video = path.strip("/")
    elif path == "/watch":
        video = parse_qs(query).get("v", [""])[0]
    else:
        folder, _slash, video = path.strip("/").partition("/")
        video = video.strip("/") if folder in {"embed", "shorts", "live"} else ""
    if not YOUTUBE_ID.fullmatch(video):
        return None
    return Video(
        "youtube", f"https://www.youtube-nocookie.com/embed/{video}", f"https://www.youtube.com/watch?v={video}"
    )


def _vimeo(path: str) -> Video | None:
    video = path.strip("/").removeprefix("video/")
    if not VIMEO_ID.fullmatch(video):
        return None
    return Video("vimeo", f"https://player.vimeo.com/video/{video}?dnt=1", f"https://vimeo.com/{video}")
