"""What sources say, in sentences and in a table; the sentences of documents are tested in test_narrative.py."""

import pytest

from tests.exporters.harbour import claim, figure
from tests.support.values import replace
from timeline.domain.chronology import EntryClaim
from timeline.views.claims_told import claim_date_lines, source_names, what_is_said, who_says_so

GAZETTE, HERALD, HERALD_LATER = "gazette-2031-05-02", "herald-2031-05-03", "herald-2031-05-09"


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
    assert list(who_says_so(own, {})) == ["The Gazette", "¶ 3", GAZETTE]
    copy = replace(claim("newswire"), origins=(GAZETTE, "radio"))
    names = {GAZETTE: "The Gazette"}
    assert list(who_says_so(copy, names)) == ["Newswire report", "newswire", "origin: The Gazette, radio"]


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
