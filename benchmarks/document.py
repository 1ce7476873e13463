"""Runs the benchmarks one after another; writes what each prints into docs/performance.md, where it is asked to.

Run from the checkout: python -m benchmarks.document [--events N] [--write] [NAME ...]

In the document a block stands between ``<!-- bench: NAME -->`` and ``<!-- end -->``; only what is between
the two is replaced.
"""

import argparse
import re
import subprocess
import sys
from datetime import date

from benchmarks.databases import CHECKOUT

DOCUMENT = CHECKOUT / "docs" / "performance.md"
PICTURE = CHECKOUT / "docs" / "performance-growth.svg"
NAMES = (
    "pages",
    "screens",
    "text",
    "whole_process",
    "counting",
    "start",
    "loading",
    "reloading",
    "exporting",
    "history",
    "postgres",
    "growth",
    "parse_dates",
)
"""In the order of the document."""
UNSIZED = ("start", "parse_dates")
"""Those that take no --events."""
LARGEST = 5_000_000
"""How far growth goes where the rest is measured at a million."""


def command(name: str, events: int, write: bool) -> list[str]:
    """What runs a benchmark."""
    words = [sys.executable, "-m", f"benchmarks.{name}"]
    if name not in UNSIZED:
        words += ["--events", str(LARGEST if name == "growth" and events >= 1_000_000 else events)]
    return [*words, "--picture", str(PICTURE)] if name == "growth" and write else words


def run(words: list[str]) -> str:
    """What a command prints, printed as it comes; raises CalledProcessError where it fails."""
    lines = []
    with subprocess.Popen(words, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it was asked for"
        for text in process.stdout:
            print(text, end="", flush=True)
            lines.append(text)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, words)
    return "".join(lines)


def with_block(document: str, name: str, printed: str) -> str:
    """The document with the block of that name replaced. Raises ValueError where it has none, or two."""
    pattern = re.compile(rf"(<!-- bench: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if len(pattern.findall(document)) != 1:
        raise ValueError(f"{DOCUMENT.name} has not one block for {name}: <!-- bench: {name} --> … <!-- end -->")
    block = f"```text\n{printed.rstrip()}\n```\n"
    return pattern.sub(lambda found: f"{found[1]}{block}{found[2]}", document)


def main() -> None:
    """Runs all, or those named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)} (default: all)")
    parser.add_argument("--events", type=int, default=100_000, help="size of the databases (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="write the blocks of docs/performance.md anew")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}: choose of {', '.join(NAMES)}")
    for name in options.names or NAMES:
        print(f"== benchmarks/{name}.py", flush=True)
        printed = run(command(name, options.events, options.write))
        if options.write:
            dated = f"{date.today():%-d %B %Y}\n{printed}"
            document = with_block(DOCUMENT.read_text(encoding="utf-8"), name, dated)
            DOCUMENT.write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
