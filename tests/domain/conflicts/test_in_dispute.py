"""What the sources of one event disagree on, and how sure that is."""

import pytest

from timeline.domain.claims.derive import derive
from timeline.domain.conflicts.among_records import contradictions
from timeline.domain.records import Claim, Event, Figure, RecordSet, Source

SOURCES = {name: Source(name, name, published="2031-06-01") for name in ("a", "b", "c")}


def found(*claims: Claim, date: str | None = None) -> list[tuple[str, str, list[tuple[str, list[str]]]]]:
    """(kind, how sure, [(what a side says, the sources that say so)])."""
    event = Event("event", "Event", claims=claims, date=date)
    records = RecordSet(sources=SOURCES, events={"event": event})
    return [
        (
            each.kind,
            each.sureness,
            [(side.value, [said.claim.source for said in side.statements if said.claim]) for side in each.sides],
        )
        for each in contradictions(records, derive(records))
    ]


def dated(*dates: str) -> list[tuple[str, str, list[tuple[str, list[str]]]]]:
    return found(*(Claim(source, date=date) for source, date in zip("abc", dates, strict=False)))


def test_each_alternative_stands_with_those_who_give_it() -> None:
    assert dated("2031-05-01", "2031-05-02", "2031-05-02") == [
        ("date", "cannot", [("2031-05-01", ["a"]), ("2031-05-02", ["b", "c"])])
    ]
    # Who agrees with all is on no side.
    assert dated("2031-05-01", "2031-05-03", "2031-05") == [
        ("date", "cannot", [("2031-05-01", ["a"]), ("2031-05-03", ["b"])])
    ]
    assert dated("2031-05-01/2031-05-04", "2031-05-02", "2031-05-09") == [
        ("date", "cannot", [("2031-05-01/2031-05-04", ["a", "b"]), ("2031-05-09", ["c"])])
    ]
    assert dated("2031-05", "2031-05-09", "2031") == []


@pytest.mark.parametrize(
    ("dates", "sure"),
    [
        (("2031-05-01", "2031-05-02~"), []),
        (("2031-05-01", "2031-05-20~"), ["hardly"]),
        (("2031-05-05", "2031-06~"), []),
        (("2031-03-01", "2031-05~"), ["hardly"]),
        (("2031-05-01", "about 1 week before publication"), ["hardly"]),
        (("2031-05-29", "about 1 week before publication"), []),
        (("2031-03-20", "about 3 months before publication"), []),
        (("2031-05-01", "2031-05-02?"), ["hardly"]),
        (("2031-05-01", "2031-05-02", "2031-05-03~"), ["cannot"]),
    ],
)
def test_what_is_about_then_contradicts_nothing_near_it(dates: tuple[str, ...], sure: list[str]) -> None:
    assert [each[1] for each in dated(*dates)] == sure


def test_what_was_expected_may_come_otherwise() -> None:
    expected = Claim("a", date="2031-05-01", modality="expected")
    assert [each[:2] for each in found(expected, Claim("b", date="2031-05-03"))] == [("date", "hardly")]


def killed(low: float | None = None, best: float | None = None, *, about: bool = False) -> tuple[Figure, ...]:
    return (Figure("killed", low=low, best=best, approximate=about),)


def test_figures_stand_with_those_who_give_them() -> None:
    assert found(Claim("a", figures=killed(best=5)), Claim("b", figures=killed(low=9)), Claim("c")) == [
        ("figures", "cannot", [("5", ["a"]), ("at least 9", ["b"])])
    ]
    about = Claim("a", figures=killed(best=900, about=True))
    assert found(about, Claim("b", figures=killed(best=870))) == []
    assert [each[1] for each in found(about, Claim("b", figures=killed(low=1200)))] == ["hardly"]
    assert found(Claim("a", figures=killed(best=5)), Claim("b", figures=killed(best=6), modality="denied")) == [
        ("standing", "cannot", [("asserted", ["a"]), ("denied", ["b"])])
    ]


def test_what_the_editor_has_decided_is_told_last_and_as_that() -> None:
    assert found(Claim("a", date="2031-05-01"), Claim("b", date="2031-05-03"), date="2031-05-01") == [
        ("date", "decided", [("2031-05-01", ["a"]), ("2031-05-03", ["b"])])
    ]
    assert found(Claim("a", date="2031-05-01"), date="2031-05-02") == []
