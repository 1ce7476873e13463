"""The seeds: they load without a word of advice, they teach what they say, the traps are seen.

What is asked of them by date and actor was answered by hand, from the articles, before the program was asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import timeline
from tests.support.calls import counted
from tests.support.opened import load_paths
from timeline.actions.loading.check import check_paths
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.claims.derive import Derived, derive
from timeline.domain.claims.lineage import count_origins, origins
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.relative.meaning import _read
from timeline.domain.dates.relative.reading import looks_relative, read_relative
from timeline.domain.dates.relative.relation import Anchor
from timeline.domain.dates.written import _remembered
from timeline.domain.records import RecordSet

SEEDS = Path(__file__).parents[1] / "seeds"
GUIDE = (SEEDS / "README.md").read_text(encoding="utf-8")
# Lists in the guide indent their blocks; none of the excerpts has a blank line that matters.
EXCERPTS = [
    re.sub(rf"^{indent}", "", block, flags=re.MULTILINE).strip("\n")
    for indent, block in re.findall(r"^( *)```yaml\n(.*?)^ *```", GUIDE, re.MULTILINE | re.DOTALL)
]


@pytest.fixture(scope="module")
def records() -> RecordSet:
    return read_paths([SEEDS]).records


@pytest.fixture(scope="module")
def derived(records: RecordSet) -> Derived:
    return derive(records)


def test_there_is_no_mistake_and_nothing_to_advise_but_where_the_articles_disagree() -> None:
    found = check_paths([SEEDS])
    assert [str(problem) for problem in found.problems] == []
    told = [problem.message.partition(": ") for problem in found.advice]
    assert [(event, said.partition(" (")[0]) for event, _, said in told] == [
        ("pompeo-salih-call", "sources disagree on the date"),
        ("factions-attack-us-sites", "asserted here, denied there"),
    ]


def test_each_date_is_read_once(database: str) -> None:
    # What a question asks is read as it is asked.
    files = [file for file in sorted(SEEDS.rglob("*.yaml")) if file.name != "questions.yaml"]
    check_paths(files)  # modules read examples when they are first imported
    _remembered.cache_clear()  # and other tests have read some
    _read.cache_clear()
    with counted(parse, read_relative, looks_relative) as called:
        check_paths(files)
        load_paths(database, files)
    texts = set(dates_in(read_paths(files).records))
    relative = {text for text in texts if looks_relative(text)}
    anchors = {anchor.date for text in relative for anchor in anchors_of(text) if anchor.date is not None}
    read = Counter(texts - relative) + Counter(anchors)
    # What lasts in words is tried as an interval, which somebody may have written too.
    assert {text: n for text, n in called[parse].items() if "/" not in text} == {
        text: n for text, n in read.items() if "/" not in text
    }
    assert called[read_relative] == dict.fromkeys(relative, 1)
    assert called[looks_relative].keys() <= texts
    assert set(called[looks_relative].values()) == {1}


def anchors_of(text: str) -> Iterator[Anchor]:
    relative = read_relative(text)
    return (anchor for anchor in (relative.first, relative.second) if anchor is not None)


def dates_in(records: RecordSet) -> Iterator[str]:
    """Every date that somebody wrote."""
    of_sources = ((source.published, source.accessed) for source in records.sources.values())
    of_groups = ((each.date,) for actor in records.actors.values() for each in actor.member_of)
    of_events = ((event.date, *(claim.date for claim in event.claims)) for event in records.events.values())
    return (date for dates in (*of_sources, *of_groups, *of_events) for date in dates if date is not None)


PARAGRAPHS = {
    "global-research-2020-10-09": 50,
    "militia-warning-analysis-2020": 17,
    "afp-iraq-embassy-2020": 11,
    "bne-2020-09-28": 14,
    "gvs-2021-01": 27,
}
"""How many each text has, by the rule that the guide teaches."""


def test_every_claim_has_a_locator_of_paragraphs(records: RecordSet) -> None:
    for event in records.events.values():
        for claim in event.claims:
            assert re.fullmatch(r"¶ [0-9]+(–[0-9]+)?( and [0-9]+(–[0-9]+)?)*", claim.at or ""), event.id
            cited = [int(number) for number in re.findall("[0-9]+", claim.at or "")]
            assert cited == sorted(set(cited)), event.id
            assert set(cited) <= set(range(1, PARAGRAPHS[claim.source] + 1)), event.id


def test_each_text_is_read_to_its_end(records: RecordSet) -> None:
    """A claim of each source is in its last quarter, so none was left off half way."""
    for source, paragraphs in PARAGRAPHS.items():
        claims = [claim for event in records.events.values() for claim in event.claims if claim.source == source]
        assert max(int(re.findall("[0-9]+", claim.at or "")[-1]) for claim in claims) > paragraphs * 3 / 4


def test_what_is_alleged_or_denied_is_so_by_somebody(records: RecordSet) -> None:
    """One charge is told without a word of who brings it."""
    nobody = {
        event.id
        for event in records.events.values()
        for claim in event.claims
        if claim.modality in ("alleged", "denied") and not claim.according_to
    }
    assert nobody == {"green-zone-missiles-before-arrests"}


def test_no_source_is_said_to_know_what_came_after_it(records: RecordSet, derived: Derived) -> None:
    """No asserted claim, lasting or within, has an end that lies after the last day on which its source came out."""
    for event in records.events.values():
        for claim, dated in zip(event.claims, derived.events[event.id].claim_dates, strict=True):
            if claim.modality == "expected" or dated is None or dated.end_latest is None or dated.approximate:
                continue
            assert dated.end_latest <= (parse(records.sources[claim.source].published or "").end_latest or 0), event.id


def test_every_relative_date_resolves(derived: Derived) -> None:
    assert derived.faults == []


def test_the_call_keeps_both_its_dates(derived: Derived) -> None:
    call = derived.events["pompeo-salih-call"]
    assert (call.date.status, len(call.date.spans)) == ("disputed", 2)
    assert call.source_count == 4


def test_the_day_after_is_told_from_what_the_same_source_says(records: RecordSet, derived: Derived) -> None:
    claim = records.events["salih-summons-leaders"].claims[0]
    assert claim.date == "1 day after pompeo-salih-call"
    assert derived.events["salih-summons-leaders"].date.edtf == "2020-09-21"


def test_two_copies_of_one_wire_are_one_origin(records: RecordSet) -> None:
    assert origins("gvs-2021-01", records.sources) == origins("afp-iraq-embassy-2020", records.sources) == ("afp",)
    assert count_origins(["gvs-2021-01", "afp-iraq-embassy-2020"], records.sources) == 1


def test_a_republished_article_goes_back_to_its_original(records: RecordSet) -> None:
    assert origins("global-research-2020-10-09", records.sources) == ("mee-2020-10-08",)


@pytest.mark.parametrize("foreign", ["Nagorno", "Armenia", "Azerbaijan"])
def test_the_footers_other_stories_are_not_annotated(foreign: str) -> None:
    for file in SEEDS.rglob("*.yaml"):
        assert foreign not in file.read_text(encoding="utf-8")


def test_no_source_is_dated_by_the_page_it_was_saved_on(records: RecordSet) -> None:
    assert not any((source.published or "").startswith("2024") for source in records.sources.values())
    assert not any("2019" in (source.published or "") for source in records.sources.values())


def test_a_threat_was_made_and_what_it_threatens_is_expected(derived: Derived) -> None:
    assert derived.events["us-threatens-embassy-closure"].standing == "asserted"
    assert derived.events["us-embassy-closure"].standing == "expected"


def test_the_guide_shows_the_seeds_as_they_are() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in sorted(SEEDS.rglob("*.yaml")))
    lines = re.sub(r"^ +", "", written, flags=re.MULTILINE)
    assert len(EXCERPTS) > 8
    for excerpt in EXCERPTS[1:]:  # the first is the guide's own first file
        assert re.sub(r"^ +", "", excerpt, flags=re.MULTILINE) in lines, excerpt


def test_the_guides_first_file_loads(tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(EXCERPTS[0], encoding="utf-8")
    assert not check_paths([first]).problems


# --- asked by date and actor ----------------------------------------------------------------------------


class Question(NamedTuple):
    """What is asked, and what the articles answer."""

    filters: Mapping[str, Any]
    dated: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    perhaps: tuple[str, ...] | None = ()
    """None: not counted by hand."""


GOING_ON_IN_SEPTEMBER = (
    "attacks-on-us-sites-since-2019",
    "us-blames-iran-and-factions",
    "militia-attacks-since-soleimani-killing",
    "iraq-seeks-arab-ties",
    "attacks-on-green-zone-2020",
    "convoy-attacks-2020",
)
"""By articles that had come out by the 28th, or cannot have before the 30th."""
ASKED = {
    "the campaign against convoys lasted through the summer": Question(
        {"during": "2020-07"},
        under_way=(
            *GOING_ON_IN_SEPTEMBER,
            "us-maximum-pressure-policy",
            "factions-attack-us-sites",
            "militia-leaders-go-into-hiding",
        ),
        perhaps=None,
    ),
    # The article of the turn of the year may be of December or of January: nothing is dated in December alone.
    "what went on in December": Question(
        {"during": "2020-12"},
        under_way=(
            "us-blames-iran-and-factions",
            "militia-attacks-since-soleimani-killing",
            "drones-over-us-embassy",
        ),
        perhaps=None,
    ),
    "threats to Kadhimi in September": Question(
        {"type": "threaten", "actor": "kadhimi", "during": "2020-09"}, dated=("us-repeats-threat-to-kadhimi",)
    ),
    "26 September": Question(
        {"on": "26 September 2020"},
        dated=(
            "pompeo-kadhimi-call",
            "us-repeats-threat-to-kadhimi",
            "hussein-visits-tehran",
            "kadhimi-message-to-rouhani",
            "iraq-asks-iran-to-restrain-factions",
            "kadhimi-asks-for-truce",
            "iran-disowns-attacks-on-missions",
        ),
        under_way=GOING_ON_IN_SEPTEMBER,
        perhaps=None,
    ),
    "Kadhimi in September, for certain": Question(
        {"actor": "kadhemi", "during": "2020-09", "certain": True},
        dated=(
            "salih-summons-leaders",
            "pompeo-kadhimi-call",
            "us-repeats-threat-to-kadhimi",
            "kadhimi-message-to-rouhani",
            "kadhimi-asks-for-truce",
            "kadhimi-meets-ambassadors",
        ),
        under_way=("iraq-seeks-arab-ties",),
    ),
    "Tehran on 26 September": Question(
        {"place": "tehran", "on": "2020-09-26"}, dated=("hussein-visits-tehran", "iraq-asks-iran-to-restrain-factions")
    ),
    # One article may be as late as 2 November, so what it says that he said may have been on 1 November.
    "Sadr in September and October": Question(
        {"actor": "sadr", "from_": "2020-09", "to": "2020-10"},
        dated=("sadr-urges-restraint", "sadr-calls-for-inquiry", "kadhimi-endorses-inquiry"),
        perhaps=("sadr-condemns-attacks",),
    ),
    "Kataib Hezbollah in June": Question(
        {"actor": "Kata'ib Hizballah", "during": "2020-06"},
        dated=("kataib-hezbollah-arrests", "kataib-hezbollah-fighters-handed-over", "thirteen-fighters-released"),
        under_way=("factions-attack-us-sites", "us-blames-iran-and-factions"),
        perhaps=(
            "green-zone-missiles-before-arrests",
            "last-fighter-released",
            "us-lists-80-sites",
            "us-strikes-on-kataib-hezbollah",
        ),
    ),
    # Fourteen killings since June are within: that somebody was killed on this day is not known.
    "attacks on one day in July": Question(
        {"type": "assault", "on": "2020-07-15"},
        under_way=(
            "attacks-on-us-sites-since-2019",
            "factions-attack-us-sites",
            "militia-attacks-since-soleimani-killing",
            "attacks-on-green-zone-2020",
            "convoy-attacks-2020",
        ),
        perhaps=(
            "activists-kidnapped-2020",
            "activists-killed-2020",
            "baghdad-airport-rockets",
            "us-strikes-on-kataib-hezbollah",
        ),
    ),
    "Iran and Kadhimi": Question(
        {"actor": ["iran", "kadhimi"], "during": "2020"},
        dated=("iran-allies-back-kadhimi", "kadhimi-asks-for-truce", "iran-allies-turn-on-kadhimi"),
    ),
    "the day of one of the articles": Question(
        {"on": "2020-09-28"},
        dated=("baghdad-family-home-rockets",),
        under_way=GOING_ON_IN_SEPTEMBER,
        perhaps=None,
    ),
    "threats at the turn of the year": Question(
        {"type": "threaten", "during": "2020-12"},
        perhaps=(
            "aah-threatens-kadhimi",
            "kadhimi-warns-of-confrontation",
            "kataib-hezbollah-warns-kadhimi",
            "masked-fighters-threaten-kadhimi",
            "trump-warns-iran",
        ),
    ),
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[timeline.Timeline]:
    database = str(tmp_path_factory.mktemp("seeds") / "timeline.db")
    load_paths(database, [SEEDS])
    with timeline.open(database) as opened:
        yield opened


@pytest.mark.parametrize("question", ASKED.values(), ids=list(ASKED))
def test_what_is_asked_is_answered_as_the_articles_do(loaded: timeline.Timeline, question: Question) -> None:
    found = {event.id: event.in_window for event in loaded.events(**question.filters)}
    by_answer = {
        answer: sorted(each for each, given in found.items() if given == answer)
        for answer in ("dated", "under way", "perhaps")
    }
    assert by_answer["dated"] == sorted(question.dated)
    assert by_answer["under way"] == sorted(question.under_way)
    if question.perhaps is not None:
        assert by_answer["perhaps"] == sorted(question.perhaps)


@pytest.mark.parametrize(
    ("filters", "answer"),
    [
        (
            {"actor": "Pompeo"},
            {
                "pompeo-salih-call",
                "pompeo-shares-satellite-images",
                "us-threatens-embassy-closure",
                "pompeo-kadhimi-call",
                "us-repeats-threat-to-kadhimi",
            },
        ),
        (
            {"actor": "Trump"},
            {"soleimani-killing", "us-election-2020", "trump-warns-iran", "trump-hands-over-to-biden"},
        ),
        ({"disputed": True}, {"pompeo-salih-call", "us-threatens-embassy-closure", "factions-attack-us-sites"}),
        ({"according_to": "PMF"}, {"factions-attack-us-sites"}),
        ({"undated": True}, {"benghazi-attack"}),
        ({"standing": "denied"}, set()),
    ],
)
def test_without_a_window_too(loaded: timeline.Timeline, filters: Mapping[str, Any], answer: set[str]) -> None:
    assert {event.id for event in loaded.events(**filters)} == answer
