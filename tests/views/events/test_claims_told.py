"""What sources say, in sentences and in a table; the sentences of documents are tested in test_narrative.py."""

import pytest

from tests.exporters.harbour import claim, figure
from tests.support.values import replace
from timeline.domain.chronology import ClaimedDate, EntryAttribution, EntryClaim
from timeline.domain.dates.edtf import parse
from timeline.domain.dates.when import Span, When
from timeline.views.events.claims_told import (
    cited,
    claim_date,
    claim_date_lines,
    source_names,
    speakers,
    standing_told,
    what_is_said,
    who_says_so,
)

GAZETTE, HERALD, HERALD_LATER, SAHIFA = "gazette-2031-05-02", "herald-2031-05-03", "herald-2031-05-09", "sahifa-2031"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((claim(GAZETTE), claim(HERALD)), {GAZETTE: "The Gazette", HERALD: "The Herald"}),
        ((claim("newswire"),), {"newswire": "“Newswire report”"}),
        (
            (claim(HERALD), claim(HERALD, "¶ 2"), claim(HERALD_LATER)),
            {HERALD: "The Herald of 3 May 2031", HERALD_LATER: "The Herald of about May 2031"},
        ),
        (
            (claim(HERALD), replace(claim(HERALD_LATER), published="2031-05-03")),
            {HERALD: "The Herald, “Envoy in port”", HERALD_LATER: "The Herald, “Envoy <leaves> & returns”"},
        ),
        (
            (claim(HERALD), replace(claim(HERALD), source="herald-copy")),
            {HERALD: "The Herald, herald-2031-05-03", "herald-copy": "The Herald, herald-copy"},
        ),
    ],
)
def test_a_source_is_called_by_its_publisher_and_by_more_where_two_are_alike(
    claims: tuple[EntryClaim, ...], expected: dict[str, str]
) -> None:
    assert source_names(claims) == expected


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (claim(GAZETTE, "¶ 3", "2031-05-01"), ["1 May 2031"]),
        (claim(GAZETTE, "¶ 3", "1 day after vote", resolved="2031-05-03"), ["3 May 2031", "(1 day after vote)"]),
        (claim(GAZETTE, "¶ 3", "after vote"), ["after vote", "(cannot be resolved)"]),
        (claim(GAZETTE, "¶ 3"), ["gives no date"]),
    ],
)
def test_a_claims_date_in_a_table(said: EntryClaim, lines: list[str]) -> None:
    assert list(claim_date_lines(said)) == lines


def test_who_says_so_in_a_table() -> None:
    own = replace(claim(GAZETTE, "¶ 3"), origins=(GAZETTE,))
    assert list(who_says_so(own)) == ["The Gazette", "¶ 3", GAZETTE]
    copy = replace(claim("newswire"), origins=(GAZETTE, "radio"), origin_names=("The Gazette", "Radio"))
    assert list(who_says_so(copy)) == ["Newswire report", "newswire", "origin: The Gazette, Radio"]
    reported = replace(own, according_to=(EntryAttribution("police", "Port Police"), EntryAttribution(None, "two men")))
    assert list(who_says_so(reported)) == ["The Gazette", "¶ 3", GAZETTE, "according to Port Police and two men"]


POLICE, OFFICIALS = ("the police",), ("the police", "two officials")


def own_voice(said: EntryClaim) -> EntryClaim:
    return replace(said, origins=(said.source,), origin_names=("Itself",))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((claim(HERALD_LATER),), ["The Herald"]),
        ((claim(HERALD_LATER, "¶ 2", whom=POLICE),), ["the police (The Herald, ¶ 2)"]),
        ((claim(HERALD_LATER, whom=OFFICIALS),), ["the police and two officials (The Herald)"]),
        (
            (claim(GAZETTE, "¶ 1", whom=POLICE), claim(SAHIFA), claim(HERALD_LATER, "¶ 2", whom=POLICE)),
            ["the police (The Gazette, ¶ 1; The Herald, ¶ 2)", "\u2068الصحيفة\u2069"],
        ),
        ((claim(GAZETTE, "¶ 1", whom=("The Gazette",)),), ["The Gazette (¶ 1)"]),
        ((claim(GAZETTE, whom=("The Gazette", "the police")),), ["The Gazette and the police (The Gazette)"]),
    ],
)
def test_whose_word_it_is(claims: tuple[EntryClaim, ...], expected: list[str]) -> None:
    assert speakers(claims, source_names(claims)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (claim(GAZETTE), "The Gazette"),
        (claim(GAZETTE, whom=POLICE), "The Gazette (citing the police)"),
        (claim(GAZETTE, "¶ 3", whom=OFFICIALS), "The Gazette (¶ 3, citing the police and two officials)"),
    ],
)
def test_a_source_is_cited_with_whom_it_reports(said: EntryClaim, expected: str) -> None:
    assert cited(said, source_names([said])) == expected


@pytest.mark.parametrize(
    ("standing", "claims", "expected"),
    [
        ("alleged", [own_voice(claim(GAZETTE, "¶ 1"))], "Alleged by The Gazette (¶ 1)."),
        ("alleged", [claim(GAZETTE, "¶ 1")], "Alleged by The Gazette (¶ 1), from Newswire report."),
        (
            "denied",
            [claim(GAZETTE, "¶ 1", whom=POLICE)],
            "Denied by the police, according to The Gazette (¶ 1), from Newswire report.",
        ),
        (
            "denied",
            [claim(GAZETTE, "¶ 1", whom=OFFICIALS), claim(SAHIFA, "¶ 2", whom=OFFICIALS)],
            "Denied by the police and two officials, according to The Gazette (¶ 1) and \u2068الصحيفة\u2069 (¶ 2), "
            "both from Newswire report.",
        ),
        (
            "alleged",
            [claim(GAZETTE, "¶ 1"), claim(SAHIFA), claim(HERALD)],
            "Alleged by The Gazette (¶ 1), \u2068الصحيفة\u2069 and The Herald, all from Newswire report.",
        ),
        (
            "alleged",
            [claim(GAZETTE, "¶ 1"), claim("newswire"), claim(HERALD_LATER)],
            "Alleged by The Gazette (¶ 1, from “Newswire report”), “Newswire report” and The Herald.",
        ),
        (
            "alleged",
            [claim(HERALD_LATER, "¶ 1"), claim(GAZETTE, whom=POLICE)],
            "Alleged by The Herald (¶ 1) and by the police, according to The Gazette, from Newswire report.",
        ),
        (
            "alleged",
            [
                claim(HERALD_LATER, "¶ 1", whom=POLICE),
                own_voice(claim(GAZETTE)),
                claim(SAHIFA, "¶ 5", whom=("two officials",)),
            ],
            "Alleged by The Gazette, by the police, according to The Herald (¶ 1), and by two officials, "
            "according to \u2068الصحيفة\u2069 (¶ 5), from Newswire report.",
        ),
        (
            "expected",
            [claim(HERALD_LATER, "¶ 1", whom=POLICE), claim(GAZETTE, "¶ 2")],
            "Expected according to The Gazette (¶ 2), from Newswire report, and by the police, "
            "according to The Herald (¶ 1).",
        ),
        (
            "expected",
            [claim(HERALD_LATER, "¶ 1"), own_voice(claim(GAZETTE, whom=POLICE))],
            "Expected according to The Herald (¶ 1) and by the police, according to The Gazette.",
        ),
        (
            "contested",
            [claim(HERALD_LATER, "¶ 1"), own_voice(claim(GAZETTE, modality="denied", whom=POLICE))],
            "Contested: asserted by The Herald (¶ 1); denied by the police, according to The Gazette.",
        ),
        ("asserted", [claim(HERALD_LATER, whom=POLICE)], None),
    ],
)
def test_they_allege_and_deny_whom_the_sources_report(
    standing: str, claims: list[EntryClaim], expected: str | None
) -> None:
    if standing in ("alleged", "denied", "expected"):
        claims = [replace(each, modality=standing) for each in claims]
    assert standing_told(standing, claims, source_names(claims)) == expected


def test_all_that_is_said_in_a_table() -> None:
    said = replace(
        claim(
            *(GAZETTE, None, None),
            modality="alleged",
            figures=(figure("hurt", "13"), figure("killed", "at least 2")),
            quote="They met",
            note="A translation",
        ),
        credibility=2,
    )
    assert list(what_is_said(said, "Ana Ruiz (witness)")) == [
        "alleged",
        "hurt: 13",
        "killed: at least 2",
        "names Ana Ruiz (witness)",
        "credibility 2",
        "“They met”",
        "A translation",
    ]
    assert list(what_is_said(claim(GAZETTE), "")) == ["asserted"]


@pytest.mark.parametrize(
    ("written", "resolved", "words"),
    [
        ("1 day after vote", "2031-05-03", "3 May 2031 (a day after “The vote”)"),
        (
            "after vote, before publication",
            "[2031-05-03..2031-05-04]",
            "between 3 and 4 May 2031 (after “The vote”, before publication on 2 May 2031)",
        ),
        ("vote to march", "2031-05-01/2031-05-03", "1 to 3 May 2031 (“The vote” to “march”)"),
        (
            "2031-04 to at least vote",
            None,
            "from April 2031 until at least 1 May 2031 (April 2031 to at least “The vote”)",
        ),
        ("before publication", "[..2031-05-01]", "before publication on 2 May 2031"),
        ("about same month as vote", "2031-05~", "about May 2031 (about the same month as “The vote”)"),
        (
            "the week before publication",
            "[2031-04-21..2031-04-27]",
            "between 21 and 27 April 2031 (the week before publication on 2 May 2031)",
        ),
    ],
)
def test_a_date_told_from_others_is_told_with_their_titles(written: str, resolved: str | None, words: str) -> None:
    said = replace(claim(GAZETTE, "¶ 3", written, resolved=resolved), told_from=(("vote", "The vote"),))
    if resolved is None:
        april, vote = parse("2031-04").span, parse("2031-05-01").begin_earliest
        lasting = Span.lasts((april.begin_earliest, april.end_latest), (vote, None))
        said = replace(said, date=ClaimedDate(written, When("", lasting)))
    assert claim_date(said) == words
    # A table has the days in one line and what is written in the next.
    line = "before 2 May 2031" if written == "before publication" else words.partition(" (")[0]
    assert list(claim_date_lines(said)) == [line, f"({written})"]
