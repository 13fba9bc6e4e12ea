#!/usr/bin/env bash
# Copies the portal's state into a folder:  backup.sh FOLDER
#
#   FOLDER/2026-03-02T023000/   database.dump (PostgreSQL) or db.sqlite3, and portal.env (it holds the secret key)
#   FOLDER/media/               every file that was ever there, public or not; files never change in place, so new
#                               ones are added. Pictures drawn for shared pages (public/share) are left out: the worker
#                               draws them again, and they hold words that may have to go
#
# Databases older than KEEP_DAYS (30) are removed, files never. The portal keeps running meanwhile.
# DATABASE_URL, VAR_DIR and ENV_FILE are read from the environment (portal-backup.service takes them from portal.env).
# With PostgreSQL, use a local socket without a password: a password in DATABASE_URL shows in the process list.
set -euo pipefail
umask 077

backups=$(realpath -- "${1:?usage: backup.sh FOLDER}")
cd -- "$(dirname -- "$0")/.."
state=${VAR_DIR:-var}
moment=$(date +%Y-%m-%dT%H%M%S)
unfinished="$backups/unfinished-$moment"

mkdir -p -- "$unfinished" "$backups/media"
case ${DATABASE_URL:-} in
  "" | sqlite*)
    file=${DATABASE_URL:-}
    file=${file#sqlite:///}
    # SQLite's own copy: whole, even while the portal writes.
    var/venv/bin/python - "${file:-$state/db.sqlite3}" "$unfinished/db.sqlite3" <<'PYTHON'
import sqlite3
import sys
from pathlib import Path

source = sqlite3.connect(f"{Path(sys.argv[1]).resolve().as_uri()}?mode=ro", uri=True)
target = sqlite3.connect(sys.argv[2])
source.backup(target)
assert target.execute("PRAGMA integrity_check").fetchone() == ("ok",)
target.close()
PYTHON
    ;;
  *)
    pg_dump --format=custom --file="$unfinished/database.dump" --dbname="$DATABASE_URL"
    ;;
esac
settings=${ENV_FILE:-var/portal.env}
if [ -f "$settings" ]; then
  cp -p -- "$settings" "$unfinished/portal.env"
fi
# After the database: every file that a row names is there. A file that is published or withdrawn meanwhile moves from
# one folder to the other: what the first round misses, or trips over, the second finds.
copy() {
  if [ -d "$1" ]; then
    mkdir -p -- "$2"
    cp -pRu -- "$1/." "$2/"
  fi
}
copy_files() {
  copy "$state/media" "$backups/media"
  copy "$state/public/images" "$backups/media/images"
  copy "$state/public/documents" "$backups/media/documents"
}
copy_files 2>/dev/null || true
copy_files

# Only a whole backup gets a name that counts as one.
mv -- "$unfinished" "$backups/$moment"
find "$backups" -mindepth 1 -maxdepth 1 -type d -name '20*T*' -mtime "+${KEEP_DAYS:-30}" -exec rm -rf -- {} +
echo "Backup complete: $backups/$moment"
