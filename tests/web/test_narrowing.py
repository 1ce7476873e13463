"""Tests of what the served list could be narrowed to: each count against what its link then lists."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from tests.support.command import run_command
from tests.web.served import Served, serving


def _in_page(page: str) -> dict[str, tuple[str, str]]:
    """The links of the part about narrowing: by address, their names and counts."""
    part = page.partition('<details class="narrow"')[2].partition("</details>")[0]
    found = re.findall(r'<a href="([^"]+)"><bdi>(.*?)</bdi> <span>(.*?)</span>', part)
    return {unescape(address): (unescape(name), count) for address, name, count in found}


def _links(served: Served, asked: str) -> dict[str, tuple[str, str]]:
    got = served.get(f"/events?{asked}")
    assert got.status == 200, got.text
    return _in_page(got.text)


def _ids(served: Served, link: str) -> set[str]:
    query = link.partition("?")[2]
    return {event["id"] for event in served.get(f"/events.json?{query}&limit=1000").json["events"]}


@pytest.mark.parametrize(
    "asked",
    [
        "facets=1",
        "from=2020-09-20&to=2020-09-30&facets=1",
        "on=2020-09-27&certain=1&facets=1",
        "actor=pompeo&facets=yes",
        "actor=pompeo&actor=salih&any-actor=&facets=1",
        "any-actor=pompeo&any-actor=salih&actor=kadhimi&facets=1",
        "place=iraq&type=consult&facets=1",
        "role=host&standing=asserted&standing=alleged&facets=1",
        "source=reuters&text=embassy&facets=1",
    ],
)
def test_each_count_is_what_its_link_lists(seeds: Served, asked: str) -> None:
    whole = _ids(seeds, f"?{asked}")
    links = _links(seeds, asked) if whole else {}
    assert bool(links) == (len(whole) > 1)
    for link, (name, count) in links.items():
        narrowed = _ids(seeds, link)
        assert len(narrowed) == int(count), (link, name)
        assert narrowed < whole, link
        assert "facets=1" in link


def test_values_have_their_names_and_add_to_what_is_asked(seeds: Served) -> None:
    links = _links(seeds, "actor=pompeo&type=consult&limit=5&facets=1")
    given = [parse_qsl(link.partition("?")[2]) for link in links]
    assert all(("actor", "pompeo") in each and ("limit", "5") in each for each in given)
    assert all([name for name, _ in each].count("type") == 1 for each in given)
    others = {value for each in given for name, value in each if name == "actor"} - {"pompeo"}
    assert "mustafa-al-kadhimi" in others
    assert "Mustafa al-Kadhimi" in {name for name, _ in links.values()}


def test_what_is_asked_for_is_kept_by_every_way_on(seeds: Served) -> None:
    page = seeds.get("/events?actor=kadhimi&limit=2&facets=1").text
    assert '<input type="hidden" name="facets" value="1">' in page
    chips = page.partition('class="chips"')[2].partition("</ul>")[0]
    assert chips.count("facets=1") == chips.count("<li>") == 2
    turned = re.search(r'rel="next" href="([^"]+)"', page)
    assert turned is not None
    assert "facets=1" in turned[1]
    assert '<details class="narrow"' in seeds.get(unescape(turned[1])).text


def test_unasked_nothing_is_counted_and_a_link_offers_it(seeds: Served) -> None:
    for asked in ("actor=kadhimi", "actor=kadhimi&facets=0"):
        page = seeds.get(f"/events?{asked}").text
        assert '<details class="narrow"' not in page
        assert '<a href="/events?actor=kadhimi&amp;facets=1">Narrow down</a>' in page


def test_with_nothing_found_there_is_nothing_to_narrow(seeds: Served) -> None:
    page = seeds.get("/events?actor=kadhimi&from=1990&to=1991&facets=1").text
    assert "No event was found." in page
    assert "Narrow down" not in page
    facets = seeds.get("/events.json?actor=kadhimi&from=1990&to=1991&facets=1").json["facets"]
    assert (facets["events"], facets["complete"]) == (0, True)
    assert not any(facets["by_filter"].values())


def test_the_counts_as_data(seeds: Served) -> None:
    told = seeds.get("/events.json?actor=pompeo&facets=1").json
    assert told["facets"]["complete"] is True
    assert told["facets"]["events"] == len(_ids(seeds, "?actor=pompeo"))
    assert list(told["facets"]["by_filter"]) == ["actor", "type", "place", "source", "standing", "tag"]
    for each in told["facets"]["by_filter"]["type"]:
        assert each["events"] == len(_ids(seeds, f"?actor=pompeo&type={each['value']}"))
    assert "facets" not in seeds.get("/events.json?actor=pompeo").json


@pytest.mark.parametrize("asked", ["facets=perhaps", "facets=1&facets=1"])
def test_a_mistake_is_told(seeds: Served, asked: str) -> None:
    assert seeds.get(f"/events?{asked}").status == 400
    assert "facets" in seeds.get(f"/events.json?{asked}").json["error"]


_OUT_OF_TIME = """
import timeline.actions.lists.facets as module
whole = module.facets
module.facets = lambda database, request, most, time_limit: whole(database, request, most, time_limit=0.000001)
"""


def test_a_page_whose_counts_take_too_long_comes_without_them(database: str, seeds_folder: object) -> None:
    assert run_command("load", f"{seeds_folder}/iraq-2020", db=database).exit_code == 0
    with serving(database, "--time-limit", "60", code=_OUT_OF_TIME) as served:
        got = served.get("/events?actor=kadhimi&facets=1")
        assert got.status == 200
        assert "These counts took too long" in got.text
        assert 'class="events"' in got.text
        assert got.headers["cache-control"] == "no-store"
        assert served.get("/events.json?facets=1").status == 503


def test_where_not_all_were_counted_it_says_at_least(seeds_db: str) -> None:
    with serving(
        seeds_db, "--time-limit", "60", code="import timeline.actions.lists.facets as module; module.LOOKED_AT = 20"
    ) as served:
        page = served.get("/events?facets=1").text
        assert "There are many: the first 20 were counted." in page
        links = _in_page(page)
        assert links
        for link, (_, count) in links.items():
            assert count.startswith("at least ")
            assert len(_ids(served, link)) >= int(count.removeprefix("at least "))
