"""The page of pairs that may be one, and its data."""

import json
import re

from tests.web.served import Served


def test_the_page_tells_pairs_with_links_and_reasons(seeds: Served) -> None:
    got = seeds.get("/duplicates?least=0.5")
    assert got.status == 200
    page = got.text
    assert "<h1>Events that may be one</h1>" in page
    pairs = re.findall(r'<section class="pair" aria-label="A pair of the score ([\d.]+)">', page)
    assert pairs == sorted(pairs, reverse=True)
    assert page.count('<a class="title"') == 2 * len(pairs) > 10
    assert "both name" in page
    data = json.loads(seeds.get("/duplicates.json?least=0.5").text)
    assert [f"{pair['score']:.2f}" for pair in data["pairs"]] == pairs
    assert (data["is_all"], data["next_url"], data["previous_url"]) == (True, None, None)


def test_pages_follow_one_another(seeds: Served) -> None:
    address, seen = "/duplicates.json?least=0.3", []
    while address:
        data = json.loads(seeds.get(address).text)
        seen += [(pair["first"]["id"], pair["second"]["id"]) for pair in data["pairs"]]
        address = data["next_url"]
    assert len(seen) == len(set(seen)) == data["found"] > 50
    back = json.loads(seeds.get(data["previous_url"]).text)
    assert back["pairs"]
    page = seeds.get("/duplicates?least=0.3&after=50").text
    assert 'rel="prev" href="/duplicates?least=0.3"' in page
    assert 'rel="next" href="/duplicates?least=0.3&amp;after=100"' in page


def test_filters_narrow_and_go_along(seeds: Served) -> None:
    page = seeds.get("/duplicates?actor=kadhimi&least=0.4&tag=").text
    assert '<input name="actor" value="kadhimi"' in page
    assert "events compared" in page
    then = seeds.get("/duplicates?recorded-on=change+1&least=0.5").text
    assert 'name="recorded-on" value="change 1"' in then
    assert "?recorded-on=change%201" in then


def test_what_is_typed_wrong_is_told_above_the_form(seeds: Served) -> None:
    for query, said in (
        ("across=all", "nothing here was imported"),
        ("across=ucdp+acled", "no import is called so"),
        ("least=x", "least is a score from 0 to 1"),
        ("least=2", "least is a score from 0 to 1"),
        ("after=x", "is no number of a list"),
        ("limit=3", "leave out limit"),
        ("actor=<b>", "&lt;b&gt;"),
    ):
        got = seeds.get(f"/duplicates?{query}")
        assert (got.status, said in got.text) == (400, True), (query, got.text[:3000])
        assert seeds.get(f"/duplicates.json?{query}").status == 400
