"""Offices outside their terms, and sources that derive from later ones."""

from timeline.domain.chronology import Entry, EntryParticipant
from timeline.domain.claims.agreement import agree
from timeline.domain.conflicts.lineages import from_later
from timeline.domain.conflicts.offices import held_at_once, outside_terms
from timeline.domain.dates.edtf import parse
from timeline.domain.records import Actor, Derivation, Membership, Source

CHAIR, UNION = Actor("chair", "The chair", kind="office"), Actor("union", "Union", kind="organisation")


def person(actor_id: str, *terms: tuple[str, str | None, str | None]) -> Actor:
    return Actor(actor_id, actor_id, kind="person", member_of=tuple(Membership(*term) for term in terms))


def used(date: str, *people: Actor, role: str = "signatory") -> int:
    parts = [EntryParticipant("chair", "The chair", "signatory")]
    parts += [EntryParticipant(each.id, each.name, role) for each in people]
    entry = Entry("event", "Event", date=agree([parse(date)]), participants=tuple(parts))
    return len(list(outside_terms(entry, {each.id: each for each in (CHAIR, *people)})))


def test_an_office_is_outside_a_term_only_where_it_is_for_sure() -> None:
    ana, ben = person("ana", ("chair", None, "2020/2021")), person("ben", ("chair", None, "2022/.."))
    assert used("2024-05-01", ana) == 1
    assert used("2021-05", ana) == 0
    assert used("2021-12-31/2022-02", ana) == 0
    assert used("2024-05-01~", ana) == 0
    assert used("2024-05-01", ana, ben) == 0, "somebody is there whose office it was"
    assert used("2024-05-01", ana, role="subject") == 0
    assert used("2024-05-01", person("eva", ("chair", None, "2020/2021"), ("chair", None, None))) == 0
    assert used("2024-05-01", person("eva", ("union", "chair", "2020/2021"))) == 0, "another office"


def held(*people: Actor) -> int:
    members = [(each, member) for each in people for member in each.member_of]
    return len(list(held_at_once(members, {"chair": CHAIR, "union": UNION})))


def test_two_hold_one_office_at_once_only_where_their_terms_overlap_for_sure() -> None:
    first = person("ana", ("union", "Chair", "2020-01-01/2021-06-30"))
    assert held(first, person("ben", ("union", "chair", "2021-05-01/2022"))) == 1
    assert held(first, person("ben", ("union", "chair", "2021-06-30/2022"))) == 0, "one leaves, the other comes"
    assert held(first, person("ben", ("union", "chair", "2021/2022"))) == 0, "when in 2021?"
    assert held(first, person("ben", ("union", "treasurer", "2021-05-01/2022"))) == 0
    assert held(first, person("ben", ("union", None, "2021-05-01/2022"))) == 0, "members are many"
    assert held(first, person("ben", ("union", "chair", "2021-05-01~/2022"))) == 0
    assert held(person("ana", ("union", "chair", "2020/2025"), ("union", "chair", "2021/2022"))) == 0


def taken(published: str | None, from_: str | None) -> list[str]:
    copy = Source("copy", "Copy", published=published, derived_from=(Derivation("quotes", "wire"),))
    known = {"wire": Source("wire", "Wire", published=from_)}
    return [each.sureness for each in from_later([copy], known)]


def test_a_source_derives_from_a_later_one_only_where_that_is_for_sure() -> None:
    assert taken("2031-05-01", "2031-05-03") == ["cannot"]
    assert taken("2031-05-01", "2031-05-02") == [], "clocks differ"
    assert taken("2031-05", "2031-05-03") == []
    assert taken("2031-05-01~", "2031-06") == ["hardly"]
    assert taken(None, "2031-05-03") == taken("2031-05-01", None) == []
