"""The exported page in a browser: to look at, by keys, by its address, without a script, on paper, in a frame."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import timeline
from benchmarks.generator import World
from tests.exporters.harbour import chronology, entry, many, story
from tests.support.browser import Pages, axe, picture, press
from tests.support.signed import change_log
from tests.support.values import replace
from timeline.domain.chronology import Chronology, Entry
from timeline.exporters.people.html import export

SEEDS = Path(__file__).parents[2] / "seeds" / "iraq-2020"
EVENTS = 117


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    with timeline.open(str(folder / "iraq.db"), write=True) as database:
        database.load(SEEDS)
        database.export(folder / "page.html", title="Iraq 2020")
    return folder / "page.html"


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from timeline.storage.connecting.address import read_address
    from timeline.storage.writing.loader import Loader
    from timeline.storage.writing.transaction.session import write_session

    folder = tmp_path_factory.mktemp("many")
    with write_session(read_address(str(folder / "many.db"))) as (connection, _):
        loader = Loader(connection, change_log(connection))
        for part in World(10_000).parts():
            loader.add(part)
        loader.finish()
    with timeline.open(str(folder / "many.db")) as database:
        database.export(folder / "page.html")
    return folder / "page.html"


def written(folder: Path, answer: Chronology, **options: bool) -> Path:
    path = folder / "page.html"
    with path.open("w", encoding="utf-8", newline="") as out:
        export(answer, out, **options)
    return path


def opened(page: Page) -> Page:
    page.wait_for_selector("html[data-opened]")
    return page


def shown(page: Page) -> int:
    """Events that the list shows, once it does what the count says."""
    expect(page.locator("#count")).to_have_text(re.compile("[0-9]"), timeout=20_000)
    number = int(told(page).split()[0].replace(",", ""))
    expect(page.locator("main .part:not([hidden]) article:not([hidden])")).to_have_count(number)
    return number


def told(page: Page) -> str:
    return page.locator("#count").inner_text()


def is_open(page: Page) -> bool:
    return bool(page.evaluate("document.getElementById('event').open"))


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(320, 640, False), (390, 844, True), (1440, 900, False), (2560, 1200, True)]
)
def test_the_seeds_on_screens_of_any_width(seeds: Path, open_page: Pages, width: int, height: int, dark: bool) -> None:
    page = opened(open_page(seeds, width=width, height=height, dark=dark))
    assert told(page) == f"{EVENTS} events"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#timeline canvas").bounding_box()
    assert page.locator("#map canvas").bounding_box()
    picture(page, f"page-{width}-{'dark' if dark else 'light'}")
    page.locator("#narrow").evaluate("each => { each.open = true }")
    for summary in page.locator("#facets summary").all():
        summary.click()
    page.locator("#legend summary").click()
    assert axe(page) == []
    page.goto(f"{seeds.as_uri()}#event=pompeo-salih-call&from=2020-09")
    expect(page.locator("#event")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"page-event-{width}-{'dark' if dark else 'light'}")
    assert axe(page, "#event") == []


def test_an_event_has_its_claims_side_by_side_and_its_neighbours(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(f"{seeds.as_uri()}#event=pompeo-salih-call"))
    dialog = page.locator("#event")
    expect(dialog).to_be_visible()
    expect(dialog.locator("h2")).to_have_text("Pompeo telephones Salih")
    assert dialog.locator(".disputed").inner_text() == "4 sources, 4 origins. They disagree on the date."
    assert dialog.locator("table.claims tbody tr").count() == 5
    rows = dialog.locator("table.claims tbody").inner_text()
    for words in ("¶ 4", "20 September 2020", "alleged", "origin: Middle East Eye", "two unnamed Iraqi officials"):
        assert words in rows
    for address in dialog.locator("a[href^=http]").all():
        assert address.get_attribute("rel") == "noreferrer noopener"
    page.click("#later")
    assert "event=" in page.url
    assert "pompeo-salih-call" not in page.url
    page.go_back()
    expect(dialog.locator("h2")).to_have_text("Pompeo telephones Salih")


def test_by_keys_alone(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(seeds))
    press(page, "Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press(page, "/")
    page.keyboard.type("pompeo")
    expect(page.locator("#count")).to_have_text(re.compile(f"^[0-9]+ of {EVENTS} events$"), timeout=20_000)
    page.wait_for_url("**text=pompeo*")
    few = shown(page)
    assert 0 < few < EVENTS
    assert told(page) == f"{few} of {EVENTS} events"
    assert "text=pompeo" in page.url
    page.locator("#timeline .timeline-view").focus()
    press(page, "Home + + Enter")
    expect(page.locator("#event")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "event-title"
    press(page, "Escape")
    expect(page.locator("#event")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "timeline-view"
    assert "event=" not in page.url
    # In the list likewise; and the focus there is mirrored by the timeline.
    first = page.locator("main article:visible a").first
    first.focus()
    press(page, "Enter")
    expect(page.locator("#event")).to_be_visible()
    press(page, "Escape")
    expect(first).to_be_focused()
    assert page.locator("main article.selected").count() == 1


def test_the_address_says_what_is_asked_and_brings_it_back(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(seeds))
    page.locator("#facets summary", has_text="Standing").click()
    page.locator("#facets label", has_text="alleged").click()
    page.fill("#from", "2020-09")
    page.fill("#to", "30 Sep 2020")
    page.select_option("#rows", "actor")
    page.wait_for_url("**to=*rows=actor*")
    few, words = shown(page), told(page)
    assert 0 < few < EVENTS
    page.locator("main article:visible a").first.click()
    expect(page.locator("#event")).to_be_visible()
    page.reload()
    opened(page)
    expect(page.locator("#event")).to_be_visible()
    press(page, "Escape")
    assert (shown(page), told(page)) == (few, words)
    assert page.input_value("#rows") == "actor"
    assert page.input_value("#to") == "30 Sep 2020"
    page.click("#clear")
    assert shown(page) == EVENTS
    page.go_back()
    assert shown(page) == few


def test_a_day_that_cannot_be_read_is_told(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(seeds))
    page.fill("#from", "the day after")
    expect(page.locator("#days-said")).to_contain_text("“the day after” cannot be read: write a year, a month or a day")
    assert page.locator("#from").get_attribute("aria-invalid") == "true"
    assert shown(page) == EVENTS


def test_counts_are_what_a_choice_then_gives(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(seeds))
    for name in ("Types", "Standing", "Actors"):
        page.locator("#facets summary", has_text=name).click()
    for label in ("alleged", "consult", "Mike Pompeo"):
        choice = page.locator("#facets label", has=page.locator(f".name:text-is('{label}')"))
        promised = int(choice.locator(".count").inner_text())
        choice.click()
        assert shown(page) == promised
        choice.click()


def test_headings_without_events_are_hidden(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(f"{seeds.as_uri()}#standing=expected"))
    few = shown(page)
    assert 0 < few < 20
    assert page.locator("main h2:visible").count() <= few
    assert page.locator("main .part > h3:visible").count() <= few


def test_links_within_the_page_keep_what_is_asked(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(f"{seeds.as_uri()}#standing=alleged"))
    page.locator("main article:visible dd a[href^='#source-']").first.click()
    expect(page.locator("footer li.at")).to_be_in_viewport()
    assert "standing=alleged" in page.url
    page.go_back()
    assert "at=" not in page.url


def test_what_is_in_view_filters_the_list_only_where_it_is_asked_to(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(f"{seeds.as_uri()}#view=2020-09-20..2020-09-22"))
    assert shown(page) == EVENTS
    page.check("#in-view")
    assert 0 < shown(page) < EVENTS
    page.uncheck("#in-view")
    assert shown(page) == EVENTS


def test_without_a_script_it_is_a_document_with_a_picture(seeds: Path, open_page: Pages) -> None:
    page = open_page(seeds, scripts=False)
    expect(page.locator(".picture svg")).to_be_visible()
    expect(page.locator("#tools")).to_be_hidden()
    assert page.locator("article").count() == EVENTS


def test_on_paper_there_is_no_furniture(seeds: Path, open_page: Pages, tmp_path: Path) -> None:
    page = opened(open_page(seeds, media="print"))
    expect(page.locator(".picture svg")).to_be_visible()
    expect(page.locator("#tools #view")).to_be_hidden()
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed, format="A4")
    import pypdfium2

    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(printed)]
    text = "\n".join(pages)
    assert 5 < len(pages) < 40
    assert "Pompeo telephones Salih" in text
    assert "Sources" in text
    assert "Clear all filters" not in text


def test_ten_thousand_events_open_filter_and_are_found_far_down(ten_thousand: Path, open_page: Pages) -> None:
    page = opened(open_page(ten_thousand))
    assert told(page) == "10,000 events"
    # Packed still, or unpacked at leisure.
    last = page.evaluate("[...document.querySelectorAll('main .part')].pop().innerHTML.match(/event-event-[0-9]+/)[0]")
    page.goto(f"{ten_thousand.as_uri()}#{last}")
    expect(page.locator(f"#{last}")).to_be_in_viewport()
    page.fill("#text", "xarel")
    page.wait_for_url("**text=xarel*")
    expect(page.locator("#count")).to_have_text(re.compile("^[0-9]+ of 10,000 events$"), timeout=20_000)
    page.fill("#text", "xevin")
    expect(page.locator("#count")).to_have_text("50 of 10,000 events", timeout=20_000)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main noscript").count() == 0
    assert page.locator("main article").count() == 10_000
    page.emulate_media(media="screen")
    # Walking through what is hidden, and of which it tells nothing, takes the checker a minute and a half.
    page.evaluate("document.querySelectorAll('main article[hidden]').forEach((article) => article.remove())")
    assert page.locator("main article").count() == 50
    assert axe(page) == []


def hostile_story() -> Iterator[Entry]:
    first, *others = story()
    yield replace(
        first, title="</script><script>alert(1)</script>" + "long " * 2_000, summary="\u202egnp.exe\u2066 <img src=x>"
    )
    yield from others


def test_what_people_wrote_runs_nothing_and_overflows_nothing(open_page: Pages, tmp_path: Path) -> None:
    answer = chronology(hostile_story(), title="<b>T</b></title><script>alert(2)</script>")
    page = opened(open_page(written(tmp_path, answer), width=390))
    assert page.title().startswith("<b>T</b>")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("main article a").first.click()
    expect(page.locator("#event h2")).to_contain_text("</script><script>alert(1)</script>")
    assert page.locator("img, b").count() == 0
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => !/^javascript/i.test(a.href))")
    assert page.evaluate("!/[\u202e\u2066]/.test(document.body.innerText)")
    press(page, "Escape")
    page.goto(f"{page.url.partition('#')[0]}#event=shots-fired")
    expect(page.locator("#event h2")).to_have_text("Shots at the gate")
    assert page.locator("#event a[href^=http]").count() > 0


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("none", []),
        ("undated", [entry(f"e{number}") for number in range(3)]),
        ("one day", [replace(each, date=story()[2].date) for each in many(600)]),
    ],
)
def test_chronologies_of_any_kind_open(name: str, entries: list[Entry], open_page: Pages, tmp_path: Path) -> None:
    page = open_page(written(tmp_path, chronology(entries)))
    if not entries:
        assert "No event was found." in page.locator("main").inner_text()
        return
    opened(page)
    assert told(page) == f"{len(entries)} events"
    page.locator("main article a").first.click()
    expect(page.locator("#event")).to_be_visible()
    picture(page, f"page-{name}")


def test_in_a_frame_of_a_phone(open_page: Pages, tmp_path: Path) -> None:
    written(tmp_path, chronology(story()), embed=True)
    outer = tmp_path / "outer.html"
    outer.write_text(
        '<!doctype html><html lang="en"><title>x</title><iframe src="page.html" width="320" height="500"></iframe>'
    )
    page = open_page(outer, width=400)
    frame = page.frame_locator("iframe")
    expect(frame.locator("html[data-opened]")).to_be_attached()
    assert frame.locator("html").evaluate("each => each.scrollWidth") <= 320
    frame.locator("main article a").first.click()
    expect(frame.locator("#event")).to_be_visible()
    picture(page, "page-embedded")


def test_dark_is_a_choice(seeds: Path, open_page: Pages) -> None:
    page = opened(open_page(seeds))
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.locator("#theme").get_attribute("aria-pressed") == "true"
    assert axe(page) == []
