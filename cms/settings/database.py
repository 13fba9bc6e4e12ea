"""DATABASES from a DATABASE_URL, with what each engine needs to be safe under several processes."""

from pathlib import Path

import dj_database_url

SQLITE_OPTIONS = {
    # Readers do not wait for the writer, and a transaction takes the write lock when it begins:
    # otherwise two that read first and then write end in "database is locked".
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(url: str, var_dir: Path) -> dict:
    """Return Django's settings for one database; without a URL it is SQLite in `var_dir`."""
    config = dj_database_url.parse(url) if url else {"ENGINE": "django.db.backends.sqlite3"}
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["NAME"] = config.get("NAME") or var_dir / "db.sqlite3"
        config["OPTIONS"] = SQLITE_OPTIONS
    return config
