"""Tests of the pages in a real browser: by keys alone, light and dark, narrow and wide; nothing is asked elsewhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Pages, axe, press
from tests.web.served import TOKEN, Served

PATHS = (
    "/",
    "/events?during=2020-09&facets=1",
    "/events/pompeo-salih-call",
    "/actors/mustafa-al-kadhimi",
    "/sources",
    "/count?by=month&by=type&during=2020",
    "/duplicates?least=0.5",
    "/login",
)


def _until_drawn(page: Page) -> None:
    page.wait_for_selector("#look:not([hidden]) #timeline canvas")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_pages_are_for_everybody(open_page: Pages, seeds: Served, width: int, dark: bool) -> None:
    for path in PATHS:
        page = open_page(seeds.url + path, width=width, dark=dark)
        if page.query_selector("#look"):
            _until_drawn(page)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert open_page.faults == [], path


def test_search_filter_follow_and_back_by_keys_alone(open_page: Pages, seeds: Served) -> None:
    page = open_page(seeds.url + "/")
    _until_drawn(page)
    page.locator(".ask input").focus()
    page.keyboard.type("embassy")
    press(page, "Enter")
    page.wait_for_url("**/events?text=embassy")
    page.locator("input[name=actor]").focus()
    page.keyboard.type("pompeo")
    press(page, "Enter")
    page.wait_for_url(re.compile(r"/events\?text=embassy&.*actor=pompeo"))
    chips = page.locator(".chips a").all_inner_texts()
    assert len(chips) == 2
    page.locator(".events a.title").first.focus()
    title = page.evaluate("document.activeElement.textContent")
    press(page, "Enter")
    page.wait_for_url("**/events/*")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()  # headless, the browser's own keys do nothing
    page.wait_for_url(re.compile(r"/events\?text=embassy"))
    assert page.locator("input[name=actor]").input_value() == "pompeo"


def test_a_mark_of_the_timeline_leads_to_its_event(open_page: Pages, seeds: Served) -> None:
    page = open_page(seeds.url + "/events?actor=pompeo")
    _until_drawn(page)
    page.locator("#timeline [tabindex='0']").first.focus()
    press(page, "ArrowRight Enter")
    page.wait_for_url("**/events/*")
    expect(page.locator("h1")).not_to_be_empty()


def test_the_days_in_view_stand_in_the_address(open_page: Pages, seeds: Served) -> None:
    page = open_page(seeds.url + "/")
    _until_drawn(page)
    page.locator("#timeline [tabindex='0']").first.focus()
    press(page, "+ + +")
    page.wait_for_url(re.compile(r"#days=-?\d+\.\.\d+$"))
    page.wait_for_timeout(400)
    days = page.url.partition("#")[2]
    link = page.locator("#in-view").get_attribute("href")
    again = open_page(f"{seeds.url}/#{days}")
    _until_drawn(again)
    assert again.locator("#in-view").get_attribute("href") == link
    assert seeds.get(link or "").status == 200


def test_without_scripts_the_pages_say_all_the_same(open_page: Pages, seeds: Served) -> None:
    page = open_page(seeds.url + "/events", scripts=False)
    first = page.locator(".events a.title").first.inner_text()
    assert page.locator(".events li").count() == 50
    page.locator("a[rel=next]").click()
    assert page.locator(".events li").count() == 50
    assert page.locator(".events a.title").first.inner_text() != first
    page.locator("a[rel=prev]").click()
    expect(page.locator(".events a.title").first).to_have_text(first)


def test_who_logs_in_comes_where_it_was_going(open_page: Pages, guarded: Served) -> None:
    page = open_page(guarded.url + "/events?actor=kadhimi")
    open_page.faults.clear()  # that the first answer is 401 is told on the console
    page.locator("input[type=password]").focus()
    page.keyboard.type(TOKEN)
    press(page, "Enter")
    page.wait_for_url("**/events?actor=kadhimi")
    expect(page.locator("h1")).to_have_text("Events")
