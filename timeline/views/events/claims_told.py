"""What the sources of an event say, in words: who gives which date and figure, and in whose words.

Documents tell it in sentences, in which a source goes by what ``source_names`` calls it; the table
below a single event has a row a claim, its sources by their ids.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import groupby

from timeline.domain.chronology import EntryClaim, EventDate
from timeline.domain.claims.figures import figure_text
from timeline.domain.dates.prose import in_words
from timeline.domain.dates.relative.relation import PUBLICATION, Anchor
from timeline.domain.dates.when import When
from timeline.domain.dates.written import written
from timeline.domain.records import MODALITIES, Figure
from timeline.problems import listed
from timeline.views.events.dates_told import date_qualified, date_words
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import capitalised, quoted, sentence, with_details

# Who


def source_names(claims: Iterable[EntryClaim]) -> dict[str, str]:
    """What to call each source within one event: its publisher, and more where two would be alike."""
    sources = {claim.source: claim for claim in claims}
    found: dict[str, str] = {}
    for way in range(4):
        called = {id_: _called(claim, way) for id_, claim in sources.items()}
        if not found and len(set(called.values())) == len(called):  # as it nearly always is, the first way
            return called
        times = Counter(called.values())
        found |= {id_: name for id_, name in called.items() if times[name] == 1 and id_ not in found}
        if len(found) == len(sources):
            break
    return found


def _called(claim: EntryClaim, way: int) -> str:
    name = inline(claim.publisher) if claim.publisher else quoted(inline(claim.title))
    if way == 1 and claim.published:
        return f"{name} of {in_words(claim.published)}"
    if way == 2:
        return f"{name}, {quoted(inline(claim.title))}"
    return f"{name}, {claim.source}" if way == 3 else name


def cited(claim: EntryClaim, names: Mapping[str, str]) -> str:
    """The source with the place in it, and whom it reports: "The Gazette (¶ 3, citing the police)"."""
    whom = _whom(claim)
    return _in_brackets(claim, names, f"citing {listed(whom)}" if whom else "")


def _in_brackets(claim: EntryClaim, names: Mapping[str, str], more: str = "") -> str:
    details = [each for each in ("" if claim.at is None else inline(claim.at), more) if each]
    return with_details(names[claim.source], *details) if details else names[claim.source]


def _whom(claim: EntryClaim) -> tuple[str, ...]:
    """Whom the source reports; nobody where that is itself: a union's statement needs no "according to"."""
    whom = tuple([inline(each.name) for each in claim.according_to])
    return () if claim.publisher is not None and whom == (inline(claim.publisher),) else whom


def _by_whom(claims: Iterable[EntryClaim]) -> dict[tuple[str, ...], list[EntryClaim]]:
    """The claims by those whose word they are: whom the source reports, or () where it speaks in its own voice."""
    found: dict[tuple[str, ...], list[EntryClaim]] = {}
    for claim in claims:
        found.setdefault(_whom(claim), []).append(claim)
    return found


def speakers(claims: Iterable[EntryClaim], names: Mapping[str, str]) -> list[str]:
    """Those whose word some claims are: "The Gazette (¶ 3)", "the police (The Herald, ¶ 2; The Post)"."""
    found: list[str] = []
    for whom, said in _by_whom(claims).items():
        if whom:
            found.append(with_details(listed(whom), "; ".join(_with_place(claim, names) for claim in said)))
        else:
            found += [_in_brackets(claim, names) for claim in said]
    return found


def _with_place(claim: EntryClaim, names: Mapping[str, str]) -> str:
    return names[claim.source] if claim.at is None else f"{names[claim.source]}, {inline(claim.at)}"


def who_says_so(claim: EntryClaim) -> Iterator[str]:
    """The source in a table, a line each: its name, the place in it, its id, whom it reports, its origin if another."""
    yield claim.publisher or claim.title
    if claim.at:
        yield claim.at
    yield claim.source
    if claim.according_to:
        yield f"according to {listed(each.name for each in claim.according_to)}"
    if claim.origins != (claim.source,):
        yield "origin: " + ", ".join(claim.origin_names)


def according_to(text: str, sources: list[str]) -> str:
    """What some sources say: "13 according to The Gazette and The Herald"."""
    return f"{text} according to {listed(sources)}"


def standing_told(standing: str, claims: Iterable[EntryClaim], names: Mapping[str, str]) -> str | None:
    """The standing in a document, with who says what; None where the event is asserted, as nearly all are."""
    if standing == "asserted":
        return None
    by_modality: dict[str, list[EntryClaim]] = {modality: [] for modality in MODALITIES}
    for claim in claims:
        by_modality[claim.modality].append(claim)
    told = "; ".join(_said_by(modality, said, names) for modality, said in by_modality.items() if said)
    if standing == "contested":
        told = f"contested: {told}"
    return capitalised(sentence(told or standing))


def _said_by(modality: str, claims: Iterable[EntryClaim], names: Mapping[str, str]) -> str:
    """Who alleges or denies, and who reports it: "denied by the union, according to The Herald (¶ 7), and by …"."""
    groups = _by_whom(claims)
    parts = []
    if () in groups:  # first, for what stands behind "according to" would seem to go on
        # A paper in its own voice expects nothing: it tells what is to come.
        by = "according to" if modality == "expected" else "by"
        parts.append(f"{by} {_reported_by(groups.pop(()), names)}")
    parts += [f"by {listed(whom)}, according to {_reported_by(said, names)}" for whom, said in groups.items()]
    *before, last = parts
    told = ", ".join(before)
    joiner = (", and " if "," in told else " and ") if before else ""
    return f"{modality} {told}{joiner}{last}"


def _reported_by(claims: list[EntryClaim], names: Mapping[str, str]) -> str:
    """Sources with the places in them, and where they have it from: "The Herald (¶ 7), from Newswire"."""
    froms = [_from(claim, names) for claim in claims]
    if len(set(froms)) > 1:
        return listed(
            _in_brackets(claim, names, f"from {each}" if each else "")
            for claim, each in zip(claims, froms, strict=True)
        )
    told = listed(_in_brackets(claim, names) for claim in claims)
    if not froms[0]:
        return told
    all_of_them = {1: "", 2: "both "}.get(len(claims), "all ")
    return f"{told}, {all_of_them}from {froms[0]}"


def _from(claim: EntryClaim, names: Mapping[str, str]) -> str:
    """The origins of what a source takes from others; "" where it is its own."""
    origins = dict(zip(claim.origins, claim.origin_names, strict=True))
    others = dict.fromkeys(names.get(id_) or inline(name) for id_, name in origins.items() if id_ != claim.source)
    return listed(others) if others else ""


# When


def said_date(claim: EntryClaim) -> str:
    """A claim's date as its source puts it: "about a week before publication on 28 September 2020", "May 2031"."""
    if claim.date is None:
        return ""
    try:
        relative = written(claim.date.written).relative()
    except ValueError:  # what no check has seen is told as it stands
        relative = None
    if relative is not None:
        titles, published = dict(claim.told_from), claim.published
        told = relative.told(lambda anchor: _anchor(anchor, titles, published))
        return _SAME.sub("the same ", _ONE.sub("a ", told))
    when = claim.date.when
    return inline(claim.date.written) if when is None else _in_words(when)


_ONE = re.compile(r"(?:^|(?<=^about ))1 (?=day|week|month|year)")
_SAME = re.compile(r"(?:^|(?<=^about ))same ")


def claim_date(claim: EntryClaim) -> str:
    """The same with what follows from it: "about 21 September 2020 (about a week before publication on …)"."""
    if claim.date is None:
        return ""
    said = said_date(claim)
    if claim.date.when is None:
        return with_details(said, "which cannot be resolved")
    words = _in_words(claim.date.when)
    # "before publication on 28 September 2020" says by itself what follows from it.
    is_plain = said.startswith((f"before {PUBLICATION} on", f"after {PUBLICATION} on"))
    return said if said == words or is_plain else with_details(words, said)


def _anchor(anchor: Anchor, titles: Mapping[str, str], published: str | None) -> str:
    """What a date is told from: the title of an event, a date in words, or the publication and when that was."""
    if anchor.date is not None:
        return in_words(anchor.date)
    if anchor.event is not None:
        return quoted(inline(titles.get(anchor.event, anchor.event)))
    if published is None:
        return anchor.text
    words = in_words(published)
    if words.startswith(("between", "before", "after")):
        return f"{anchor.text} some time {words}"
    return f"{anchor.text} {'on' if words[0].isdigit() and words.count(' ') == 2 else 'in'} {words}"


def _in_words(when: When) -> str:
    if when.text:
        return date_qualified(when.text, when.approximate, when.uncertain)
    from timeline.domain.dates.days_in_words import span_in_words  # few dates have no EDTF

    return span_in_words(when.span)


def claim_date_lines(claim: EntryClaim) -> Iterator[str]:
    """The same in a table: the date, and below it what is written where that says it in another way."""
    if claim.date is None:
        yield "gives no date"
    elif claim.date.when is None:
        yield claim.date.written
        yield "(cannot be resolved)"
    else:
        yield _in_words(claim.date.when)
        if claim.date.written != claim.date.edtf:
            yield f"({claim.date.written})"


def dates_given(claims: Iterable[EntryClaim], names: Mapping[str, str], date: EventDate) -> list[str]:
    """What the sources say of the date, and who says it; nothing where a heading of the date says it all.

    "20 September 2020 according to The Gazette (¶ 3)". What follows is left out where it is the date itself. Claims
    that deny the event have no say in its date.
    """
    have_a_say = [claim for claim in claims if claim.date is not None and claim.modality != "denied"]
    if date.status == "agreed" and all(_gives(claim, date) for claim in have_a_say):  # as nearly always
        return []
    voices: dict[tuple[str, tuple[str, ...]], list[EntryClaim]] = {}
    for claim in have_a_say:
        voices.setdefault((claim.source, _whom(claim)), []).append(claim)
    alone = len(voices) == 1
    given: dict[str, list[EntryClaim]] = {}
    for said in voices.values():
        for words, of_voice in _joined(said, alone, date).items():
            given.setdefault(words, []).append(of_voice)
    if date.status in ("agreed", "decided") and list(given) == [date_words(date)]:
        return []
    return [according_to(words, speakers(said, names)) for words, said in given.items()]


def _gives(claim: EntryClaim, date: EventDate) -> bool:
    """Whether the source writes the very date that the event has."""
    if claim.date is None or (when := claim.date.when) is None or not when.text == claim.date.written == date.edtf:
        return False
    return when.approximate == date.approximate and when.uncertain == date.uncertain


def times_given(claims: Iterable[EntryClaim], date: EventDate) -> list[str]:
    """The times of the day that sources give, "22:00", where they differ and the date is told without one."""
    if date.second is None or date.edtf is None or "T" in date.edtf:
        return []
    texts = {claim.date.edtf or "" for claim in claims if claim.date is not None and claim.modality != "denied"}
    return [in_words(text).partition(", ")[2] for text in sorted(texts) if text.startswith(f"{date.edtf}T")]


def _joined(said: list[EntryClaim], alone: bool, date: EventDate) -> dict[str, EntryClaim]:
    """What one voice says of the date, by its words: all of it together, where all of it is true.

    A voice that is ``alone`` needs not be told what follows: that is the date.
    """
    resolved = all(claim.date is not None and claim.date.when is not None for claim in said)
    tell = said_date if alone and resolved and date.status == "agreed" else claim_date
    told: dict[str, EntryClaim] = {}
    for claim in said:
        words = tell(claim)
        told[words] = _at_both(told[words], claim) if words in told else claim
    if len(told) == 1 or date.status == "disputed":
        return told
    return {" and ".join(told): reduce(_at_both, told.values())}


def _at_both(one: EntryClaim, other: EntryClaim) -> EntryClaim:
    """A claim with the places in the source of both: "¶ 3 and ¶ 7"."""
    places = dict.fromkeys(each.at for each in (one, other) if each.at)
    return one._replace(at=" and ".join(places) or None)


# What


def measure_told(measure: str) -> str:
    """A measure as people say it: "bases evacuated"."""
    return inline(measure).replace("-", " ")


def figure_told(figure: Figure) -> str:
    """A figure with its measure: "bases evacuated: 8 (7 to 9)"."""
    return f"{measure_told(figure.measure)}: {figure_text(figure)}"


def figures_told(claims: Iterable[EntryClaim], names: Mapping[str, str]) -> str:
    """Each measure with its numbers in a document; with who says which, where not all sources assert the same."""
    measures: dict[str, dict[str, list[EntryClaim]]] = {}
    for claim in claims:
        for figure in claim.figures:
            said = measures.setdefault(measure_told(figure.measure), {})
            said.setdefault(inline(figure_text(figure)), []).append(claim)
    groups = groupby(measures.items(), key=lambda each: _who_alone(each[1], names))
    return "; ".join(_measures(list(told), who, names) for who, told in groups)


Said = dict[str, list[EntryClaim]]
"""What sources say of one measure, by its words."""


def _who_alone(said: Said, names: Mapping[str, str]) -> list[str] | None:
    """Whose word the one number is, nobody where it is simply so; None where several are told."""
    if len(said) > 1:
        return None
    (claims,) = said.values()
    own_word = all(claim.modality == "asserted" and not _whom(claim) for claim in claims)
    return [] if own_word else speakers(claims, names)


def _measures(told: list[tuple[str, Said]], who: list[str] | None, names: Mapping[str, str]) -> str:
    """Measures that are the word of the same: "rockets: 2; killed: 5, both according to the police (The Herald)"."""
    if who is None:
        return "; ".join(
            f"{measure}: {', '.join(according_to(text, speakers(claims, names)) for text, claims in said.items())}"
            for measure, said in told
        )
    numbers = "; ".join(f"{measure}: {text}" for measure, said in told for text in said)
    if not who:
        return numbers
    return according_to(numbers + {1: "", 2: ", both"}.get(len(told), ", all"), who)


def quotes_told(claims: Iterable[EntryClaim], names: Mapping[str, str]) -> str:
    """The sources' own words in a document: "The Gazette (¶ 3): “…”; The Herald: “…”"."""
    return "; ".join(f"{cited(claim, names)}: {quoted(inline(claim.quote))}" for claim in claims if claim.quote)


def what_is_said(claim: EntryClaim, names_whom: str) -> Iterator[str]:
    """All else that a claim says in a table, a line each; ``names_whom``: the participants that it names, or ""."""
    yield claim.modality
    yield from map(figure_told, claim.figures)
    if names_whom:
        yield f"names {names_whom}"
    if claim.credibility is not None:
        yield f"credibility {claim.credibility}"
    if claim.quote:
        yield quoted(claim.quote)
    if claim.note:
        yield claim.note
