"""The seeds: they load without a word of advice, they teach what they say, and the traps are seen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.calls import counted
from tests.support.opened import load_paths
from timeline.actions.check import check_paths
from timeline.annotations.reading.read_files import read_paths
from timeline.domain.claims.derive import Derived, derive
from timeline.domain.claims.lineage import count_origins, origins
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.relative.reading import looks_relative, read_relative
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


def test_there_is_no_mistake_and_nothing_to_advise() -> None:
    found = check_paths([SEEDS])
    assert [str(problem) for problem in [*found.problems, *found.advice]] == []


def test_each_date_is_read_once(database: str) -> None:
    _remembered.cache_clear()  # other tests have read some
    with counted(parse, read_relative, looks_relative) as called:
        check_paths([SEEDS])
        load_paths(database, [SEEDS])
    texts = set(dates_in(read_paths([SEEDS]).records))
    relative = {text for text in texts if looks_relative(text)}
    assert called[parse] == dict.fromkeys(texts - relative, 1)
    assert called[read_relative] == dict.fromkeys(relative, 1)
    assert called[looks_relative].keys() <= texts
    assert set(called[looks_relative].values()) == {1}


def dates_in(records: RecordSet) -> Iterator[str]:
    """Every date that somebody wrote."""
    of_sources = ((source.published, source.accessed) for source in records.sources.values())
    of_groups = ((each.date,) for actor in records.actors.values() for each in actor.member_of)
    of_events = ((event.date, *(claim.date for claim in event.claims)) for event in records.events.values())
    return (date for dates in (*of_sources, *of_groups, *of_events) for date in dates if date is not None)


def test_every_claim_has_a_locator_of_paragraphs(records: RecordSet) -> None:
    for event in records.events.values():
        for claim in event.claims:
            assert re.match(r"¶ [0-9]+", claim.at or ""), event.id


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
