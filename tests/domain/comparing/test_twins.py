"""Events that say the same under two ids."""

from timeline.domain.comparing.twins import Twin, twins
from timeline.domain.records import Claim, Event

TALKS = Event("talks", "Talks begin", type="consult", claims=(Claim("herald", date="2031-05-01"),))


def test_a_renamed_event_is_the_twin_of_the_one_it_left() -> None:
    assert twins([TALKS, TALKS._replace(id="harbour-talks", title="Talks  Begin", note="moved")]) == [
        Twin("harbour-talks", "talks")
    ]


def test_every_further_one_is_told_beside_the_first() -> None:
    assert twins([TALKS, TALKS._replace(id="b"), TALKS._replace(id="c")]) == [Twin("b", "talks"), Twin("c", "talks")]


def test_what_differs_in_title_day_or_claims_is_no_twin() -> None:
    others = [
        TALKS._replace(id="b", title="Talks end"),
        TALKS._replace(id="c", claims=(Claim("herald", date="2031-05-02"),)),
        TALKS._replace(id="d", claims=(*TALKS.claims, Claim("gazette"))),
        TALKS._replace(id="e", date="2031-05-01"),
    ]
    assert twins([TALKS, *others]) == []


def test_a_title_alone_makes_no_twin() -> None:
    assert twins([Event("a", "Strike"), Event("b", "Strike")]) == []
    dated = [Event("a", "Strike", date="2031"), Event("b", "Strike", date="2031")]
    assert twins(dated) == [Twin("b", "a")]
