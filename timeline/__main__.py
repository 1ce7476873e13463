"""The command's entry point, and ``python -m timeline``."""

import atexit
import gc
import os
import sys

_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Starting makes thousands of objects that stay: there is no garbage to look for among them."""


def run() -> None:
    """Runs the command with the process's arguments, and exits."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 10, 10)
    # A process that ends needs no last look for garbage; in a short run that is a good part of the time.
    atexit.register(gc.freeze)
    # Where there is no such stream (`>&-`), what is said goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    # Consoles and pipes may not speak UTF-8; names and dates here do.
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from timeline.cli import main  # after the threshold is set

    main(prog_name="timeline")


if __name__ == "__main__":
    run()
