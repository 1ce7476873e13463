#!/usr/bin/env bash
# Pins requirements/*.txt: every file's hash, for all supported Pythons and systems at once.
# Usage: tools/lock.sh UV [--upgrade]     UV is the uv command; without --upgrade, pins stay where they can.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$1
shift
pin() { # OUTPUT ARGUMENT...
    local output=$1
    shift
    echo "requirements/$output"
    "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links --output-file "requirements/$output" "$@"
}

pin lock.txt requirements/lock.in "$@"
pin run.txt pyproject.toml --extra web "$@"
pin build.txt requirements/build.in "$@"
pin dev.txt pyproject.toml --extra all requirements/dev.in --constraint requirements/run.txt --constraint requirements/build.txt "$@"
pin bench.txt requirements/bench.in --constraint requirements/dev.txt "$@"
pin sqlalchemy-2.0.txt requirements/sqlalchemy-2.0.in --no-deps "$@"
