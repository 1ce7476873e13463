"""The browser of the tests sees what goes wrong in a page."""

import asyncio
from pathlib import Path

import pytest

from tests.support.browser import Pages, axe, picture, press, until

POLICY = "default-src 'none'; script-src 'sha256-nothing'"
FINE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Fine</title>
<main><h1>Fine</h1><button>One</button> <button>Two</button></main></html>"""


def write(folder: Path, text: str) -> Path:
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_page_with_nothing_wrong(open_page: Pages, tmp_path: Path) -> None:
    page = open_page(write(tmp_path, FINE), width=320)
    press(page, "Tab Tab")
    assert page.evaluate("document.activeElement.textContent") == "Two"
    assert page.evaluate("innerWidth") == 320
    assert axe(page) == []
    assert picture(page, "fine").stat().st_size > 500


def test_dark_and_reduced_motion(open_page: Pages, tmp_path: Path) -> None:
    file = write(tmp_path, FINE)
    pages = open_page(file), open_page(file, dark=True), open_page(file, reduced_motion=True)
    for query, matching in [("(prefers-color-scheme: dark)", pages[1]), ("(prefers-reduced-motion)", pages[2])]:
        assert [page for page in pages if page.evaluate("query => matchMedia(query).matches", query)] == [matching]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<img src='https://example.org/x.png' alt=''>", "request: GET https://example.org/x.png"),
        ("<link rel=stylesheet href='http://192.0.2.1/x.css'>", "request: GET http://192.0.2.1/x.css"),
        ("<script>console.error('wrong')</script>", "console: wrong"),
        ("<script>missing()</script>", "exception: missing is not defined"),
        ("<script>alert('here')</script>", "dialog: here"),
        ("<script>setTimeout(() => Promise.reject(new Error('later')))</script>", "exception: later"),
    ],
)
def test_what_goes_wrong_is_a_fault(open_page: Pages, tmp_path: Path, body: str, fault: str) -> None:
    open_page(write(tmp_path, FINE + body))
    assert fault in open_page.faults
    open_page.faults.clear()


@pytest.mark.parametrize(
    ("body", "forbidden"),
    [
        ("<script>document.title = 'run'</script>", "script-src-elem forbids inline"),
        ("<p style='color: red'>Red</p>", "style-src-attr forbids inline"),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=''>", "img-src forbids data"),
    ],
)
def test_what_the_policy_of_a_page_forbids_is_a_fault(
    open_page: Pages, tmp_path: Path, body: str, forbidden: str
) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = open_page(write(tmp_path, FINE.replace("<title>", f"{policy}<title>") + body))
    assert f"Content-Security-Policy: {forbidden}" in "\n".join(open_page.faults)
    open_page.faults.clear()
    assert axe(page) == []  # looks into a page that forbids every script
    assert page.title() == "Fine"


def test_waiting_until_something_is_so_in_a_page_with_a_policy(open_page: Pages, tmp_path: Path) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = open_page(write(tmp_path, FINE.replace("<title>", f"{policy}<title>")))
    page.evaluate("setTimeout(() => { document.title = 'Later'; }, 100)")
    until(page, "document.title === 'Later'")


def test_axe_names_what_it_finds(open_page: Pages, tmp_path: Path) -> None:
    page = open_page(write(tmp_path, FINE.replace("One", "") + "<p style='color: #eee'>Pale</p>"))
    found = axe(page)
    assert [line.split(":")[1].strip() for line in found] == ["button-name", "color-contrast"]
    assert axe(page, "h1") == []


def test_asyncio_is_free_after_a_test_in_the_browser() -> None:
    async def nothing() -> int:
        return 1

    assert asyncio.run(nothing()) == 1
