"""The saved questions on the server."""

import re
from html import unescape

from tests.web.served import Served


def test_questions_are_listed_shown_asked_and_narrowed(seeds: Served) -> None:
    listed = seeds.get("/questions")
    assert listed.status == 200
    assert (
        '<a href="/questions/hussein-in-tehran">Fuad Hussein&#39;s trip to Tehran (@hussein-in-tehran)</a>'
        in listed.text
    )
    as_data = seeds.get("/questions.json").json["questions"]
    assert [each["id"] for each in as_data] == ["attacks-in-2020", "hussein-in-tehran"]
    assert as_data[1]["asks"] == "actor fuad-hussein; during 2020-09; place iran-country"

    page = seeds.get("/questions/hussein-in-tehran")
    assert page.status == 200
    assert 'href="/actors/fuad-hussein"' in page.text
    assert 'href="/places/iran-country"' in page.text
    assert 'href="/events/hussein-visits-tehran"' in page.text
    assert 'href="/events?question=hussein-in-tehran"' in page.text

    found = seeds.get("/events.json?question=hussein-in-tehran").json["events"]
    assert [each["id"] for each in found] == ["hussein-visits-tehran", "iraq-asks-iran-to-restrain-factions"]
    narrowed = seeds.get("/events.json?question=hussein-in-tehran&type=request").json["events"]
    assert [each["id"] for each in narrowed] == ["iraq-asks-iran-to-restrain-factions"]
    refused = seeds.get("/events?question=hussein-in-tehran&place=iraq-country")
    assert refused.status == 400
    assert "@hussein-in-tehran asks place iran-country already: leave out place" in refused.text
    assert seeds.get("/events.json?question=hussein-in-teheran").status == 400

    # What it could be narrowed to replaces what it asks: the address has its filters then, and not its name.
    counted = seeds.get("/events?question=attacks-in-2020&facets=1").text
    assert "/events?certain=1&amp;during=2020&amp;type=assault/" in counted

    by_month = seeds.get("/count?by=month&question=attacks-in-2020")
    assert by_month.status == 200
    assert "type=assault" in by_month.text
    for link in set(re.findall(r'href="(/events\?[^"]*)"', by_month.text)):
        assert seeds.get(unescape(link)).status == 200, link
