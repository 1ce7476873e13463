"""The page of counts: what the command counts, each row a link to the list of its events."""

import json
import re
from html import unescape

import pytest

from tests.support.command import run_command
from tests.web.served import Served


def _rows(page: str) -> list[tuple[str, str, list[str]]]:
    """(address, name, numbers) of each row of a table with bars."""
    found = re.findall(r'<tr><th scope="row">(?:<a href="([^"]*)">)?<bdi>(.*?)</bdi>.*?</th>(.*?)</tr>', page)
    return [
        (unescape(address), unescape(name), re.findall(r'<td class="number">([^<]*)</td>', cells))
        for address, name, cells in found
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "by=actor&type=consult",
        "by=type",
        "by=type&level=mode&from=2020-09",
        "by=place&level=city",
        "by=source&during=2020-09",
        "by=origin",
        "by=standing&actor=pompeo",
        "by=tag",
        "by=role&actor=kadhimi",
        "by=month&from=2020-05&to=2020-10&certain=1",
        "by=year&actor=pompeo",
        "by=month&from=2020-09-20&to=2020-10-05",
        "by=type&type=consult%2Fphone",
        "by=place&place=baghdad",
        "by=place&place=iraq&level=city",
        "by=source&source=AFP",
        "by=role&role=target",
        "by=actor&actor=united-states&with-members=1",
    ],
)
def test_each_row_leads_to_the_events_that_it_counts(seeds: Served, asked: str) -> None:
    got = seeds.get(f"/count?{asked}")
    assert got.status == 200, got.text
    rows = _rows(got.text)
    assert rows[-1][1] == "all"
    led = 0
    for address, name, numbers in rows:
        if address:
            query = address.partition("?")[2]
            listed = seeds.get(f"/events.json?{query}&limit=1000").json["events"]
            assert len(listed) == sum(int(each.replace(",", "")) for each in numbers if each), (name, address)
            led += 1
    assert led > 0


@pytest.mark.parametrize(
    ("asked", "led", "alone"),
    [
        ("by=month&from=2020-09&begun=1", "", "September 2020"),  # no filter asks where something began
        ("by=type&level=mode", "consult/phone", "assault"),  # the filter of a type finds its modes, too
    ],
)
def test_what_no_filters_find_alone_leads_nowhere(seeds: Served, asked: str, led: str, alone: str) -> None:
    addresses = {name: address for address, name, _ in _rows(seeds.get(f"/count?{asked}").text)}
    assert addresses[alone] == ""
    assert bool(led) == any(addresses.values())
    assert not led or addresses[led]


def test_as_data_it_is_what_the_command_prints(seeds: Served, seeds_db: str) -> None:
    asked = ["--by", "month", "--by", "type", "--sum", "killed", "--begun", "--during", "2020", "--format", "json"]
    printed = json.loads(run_command("count", *asked, db=seeds_db).stdout)
    assert seeds.get("/count.json?by=month&by=type&sum=killed&begun=1&during=2020").json == printed
    assert seeds.get("/count.json").json["total"] == {"certain": 117, "possible": 0}


def test_two_dimensions_are_a_table_of_both(seeds: Served) -> None:
    page = seeds.get("/count?by=month&by=type&during=2020-09").text
    assert '<th scope="col"><bdi>month, type</bdi></th>' in page
    assert '<a href="/events?from=2020-09-01&amp;to=2020-09-30&amp;type=assault"><bdi>9+4</bdi></a>' in page


def test_long_lists_have_pages_and_filters_go_along(seeds: Served) -> None:
    page = seeds.get("/count?by=actor&limit=3&offset=3&standing=asserted&recorded-on=2199-01-01").text
    assert len(_rows(page)) == 4
    assert (
        'rel="next" href="/count?standing=asserted&amp;recorded-on=2199-01-01&amp;by=actor&amp;limit=3&amp;offset=6"'
        in page
    )
    assert 'rel="prev" href="/count?standing=asserted&amp;recorded-on=2199-01-01&amp;by=actor&amp;limit=3"' in page
    assert 'href="/events?standing=asserted&amp;recorded-on=2199-01-01"' in page
    assert '<input type="hidden" name="standing" value="asserted">' in page


def test_the_list_of_events_leads_here(seeds: Served) -> None:
    page = seeds.get("/events?actor=pompeo&limit=5").text
    assert 'href="/count?actor=pompeo&amp;by=month"' in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("by=moth", "by: events are not counted by &#34;moth&#34;: did you mean month?"),
        ("by=month&level=country", "a kind of place goes with by=place, and mode with by=type"),
        ("by=month&actor=nobody", "no actor is called &#34;nobody&#34;"),
        ("by=month&sum=%3Cb%3E", "there is no measure &#34;&lt;b&gt;&#34;"),
        ("by=month&limit=x", "limit: &#34;x&#34; is no count"),
    ],
)
def test_what_cannot_be_asked_is_told_above_the_form(seeds: Served, asked: str, said: str) -> None:
    page = seeds.get(f"/count?{asked}")
    assert page.status == 400
    assert said in page.text
    assert '<form class="filters" action="/count">' in page.text
    assert seeds.get(f"/count.json?{asked}").status == 400


def test_nothing_found_is_said(seeds: Served) -> None:
    assert "No event was found." in seeds.get("/count?by=month&text=xyzzy").text
