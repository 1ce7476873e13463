#!/bin/sh
# Prints the newest Python on the path that can run timeline (3.11 or later) and make a virtualenv,
# or the one that is named: tools/find_python.sh [PYTHON]
[ -n "$1" ] || set -- python3.14 python3.13 python3.12 python3.11 python3 python
for python; do
    # A name alone says little: version managers put commands on the path that only complain.
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        found=$python
        if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$python"
            exit 0
        fi
    fi
done
if [ -n "$found" ]; then
    echo "$found has no venv module: install it (on Debian: apt install python3-venv), or make PYTHON=/path/to/python" >&2
else
    echo "timeline needs Python 3.11 or later and found none (tried: $*): install one, or make PYTHON=/path/to/python" >&2
fi
exit 1
