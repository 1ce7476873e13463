"""The wording that every format for readers shares."""

import pytest

from tests.exporters.harbour import (
    MEETING,
    RUIZ,
    agreed,
    chronology,
    claim,
    decided,
    disputed,
    entry,
    figure,
    story,
)
from tests.support.values import replace
from timeline.domain.chronology import Entry, EntryParticipant
from timeline.views.documents.narrative import EventInWords, Narrator

GAZETTE, HERALD, HERALD_LATER, SAHIFA = (
    "gazette-2031-05-02",
    "herald-2031-05-03",
    "herald-2031-05-09",
    "sahifa-2031",
)


def tell(event: Entry) -> EventInWords:
    return Narrator(chronology(())).tell(event)


def fact(event: Entry, label: str) -> str | None:
    return dict(tell(event).facts).get(label)


def test_entries_of_one_date_stand_under_one_heading() -> None:
    told = [
        (heading, [(date, [event.id for event in events]) for date, events in dates])
        for heading, dates in Narrator(chronology(story())).sections()
    ]
    assert told[2:] == [
        (
            "May 2031",
            [
                ("1 or 2 May 2031", ["ruiz-meets-vale"]),
                ("2 May 2031", ["night-statement"]),
                ("3 May 2031", ["shots-fired"]),
                ("7 May 2031", ["talks-resume"]),
            ],
        ),
        ("Since 10 May 2031", [(None, ["blockade"])]),
        ("Before 1 June 2031", [(None, ["old-quay"])]),
        ("June 2031", [("About June 2031", ["vote"])]),
        ("Without a date", [("Undated", ["strike-called", "remark"])]),
    ]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (entry("e", date=agreed("2031-05-01"), claims=(claim(GAZETTE, "¶ 3", "2031-05-01"),)), None),
        (
            MEETING,
            "Sources disagree: 1 May 2031 according to The Gazette (¶ 3); "
            "2 May 2031 (a day before publication on 3 May 2031) according to The Herald (¶ 1).",
        ),
        (
            entry(
                "e",
                date=disputed("2031-05-01", "2031-05-02"),
                claims=(
                    claim(GAZETTE, "¶ 3", "2031-05-01"),
                    claim(HERALD, None, "2031-05-02"),
                    claim(SAHIFA, "¶ 2", "2031-05-02"),
                    claim(HERALD_LATER, "¶ 1", "2031-05-05", modality="denied"),
                ),
            ),
            "Sources disagree: 1 May 2031 according to The Gazette (¶ 3); "
            "2 May 2031 according to The Herald of 3 May 2031 and \u2068الصحيفة\u2069 (¶ 2).",
        ),
        (
            entry(
                "e",
                date=decided("2031-05-07"),
                date_note="The minutes say so!",
                claims=(claim(GAZETTE, "¶ 8", "2031-05-06"), claim(HERALD, "¶ 8", "2031-05-07")),
            ),
            "7 May 2031, by the editor’s decision. The minutes say so! Sources say: 6 May 2031 according to "
            "The Gazette (¶ 8); 7 May 2031 according to The Herald (¶ 8).",
        ),
        (entry("e", date=decided("2031-05-07")), "7 May 2031, by the editor’s decision."),
        (
            entry(
                "e",
                date=agreed("2031-05-03"),
                claims=(claim(GAZETTE, "¶ 1", "2031-05"), claim(HERALD, "¶ 1", "2031-05-03")),
            ),
            "May 2031 according to The Gazette (¶ 1); 3 May 2031 according to The Herald (¶ 1).",
        ),
        (
            entry(
                "e",
                date=agreed("2031-05-03"),
                claims=(claim(GAZETTE, "¶ 1", "1 day after vote", resolved="2031-05-03"),),
            ),
            "A day after “vote” according to The Gazette (¶ 1).",
        ),
        (
            entry("e", date=agreed("2031-05-02T23:20:00"), claims=(claim(GAZETTE, None, "2031-05-02T23:20:00"),)),
            "2 May 2031, 23:20.",
        ),
        (
            entry("e", claims=(claim(HERALD, "¶ 5", "1 day after vote"),)),
            "A day after “vote” (which cannot be resolved) according to The Herald (¶ 5).",
        ),
        (
            entry(
                "e",
                date=agreed("2031-05-03"),
                claims=(
                    claim(GAZETTE, "¶ 1", "2031-05"),
                    claim(HERALD, "¶ 1", "2031-05", whom=("the police", "two officials")),
                    claim(SAHIFA, None, "2031-05-03"),
                ),
            ),
            "May 2031 according to The Gazette (¶ 1) and the police and two officials (The Herald, ¶ 1); "
            "3 May 2031 according to \u2068الصحيفة\u2069.",
        ),
        (entry("e", date_note="Nobody knows"), "Nobody knows."),
        (
            entry("e", claims=(replace(claim(HERALD, None, "after vote"), publisher="the herald"),)),
            "After “vote” (which cannot be resolved) according to the herald.",
        ),
        (entry("e"), None),
    ],
)
def test_what_is_said_of_the_date(event: Entry, expected: str | None) -> None:
    assert fact(event, "Date") == expected


@pytest.mark.parametrize(
    ("standing", "modalities", "expected"),
    [
        ("asserted", ("asserted", "expected"), None),
        ("alleged", ("alleged",), "Alleged by The Gazette (¶ 1)."),
        ("expected", ("expected",), "Expected according to The Gazette (¶ 1)."),
        ("denied", ("denied", "denied"), "Denied by The Gazette (¶ 1) and The Herald (¶ 1)."),
        (
            "contested",
            ("asserted", "denied", "alleged"),
            "Contested: asserted by The Gazette (¶ 1); alleged by \u2068الصحيفة\u2069 (¶ 1); "
            "denied by The Herald (¶ 1).",
        ),
        (
            "contested",
            ("denied", "asserted", "asserted", "asserted"),
            "Contested: asserted by The Herald of 3 May 2031 (¶ 1), \u2068الصحيفة\u2069 (¶ 1) "
            "and The Herald of about May 2031 (¶ 1); denied by The Gazette (¶ 1).",
        ),
    ],
)
def test_standing_is_said_unless_asserted(standing: str, modalities: tuple[str, ...], expected: str | None) -> None:
    sources = (GAZETTE, HERALD, SAHIFA, HERALD_LATER)
    claims = tuple(
        replace(claim(source, "¶ 1", modality=modality), origins=(source,), origin_names=("Itself",))
        for source, modality in zip(sources, modalities, strict=False)
    )
    assert tell(entry("e", standing=standing, claims=claims)).standing == expected


def test_participants_are_told_once_with_all_their_roles() -> None:
    participants = (
        RUIZ,
        replace(RUIZ, role="host", source=GAZETTE),
        replace(RUIZ, role="host", source=HERALD),
        replace(RUIZ, role="initiator", source=HERALD),
        EntryParticipant("rida-karim", "رضا كريم", "target", SAHIFA),
    )
    event = entry("e", participants=participants, claims=(claim(GAZETTE), claim(HERALD), claim(SAHIFA)))
    assert fact(event, "Participants") == (
        "Ana Ruiz (initiator, host according to The Gazette and The Herald); "
        "\u2068رضا كريم\u2069 (target according to \u2068الصحيفة\u2069)"
    )


@pytest.mark.parametrize(
    ("texts", "modality", "expected"),
    [
        (("13",), "asserted", "hurt: 13"),
        (("13", "13"), "asserted", "hurt: 13"),
        (
            ("13", "14 to 16"),
            "asserted",
            "hurt: 13 according to The Gazette (¶ 1), 14 to 16 according to The Herald (¶ 2)",
        ),
        (("13",), "alleged", "hurt: 13 according to The Gazette (¶ 1)"),
    ],
)
def test_figures_say_who_gives_which_where_they_differ(texts: tuple[str, ...], modality: str, expected: str) -> None:
    claims = tuple(
        claim(source, at, modality=modality, figures=(figure("hurt", text),))
        for (source, at), text in zip(((GAZETTE, "¶ 1"), (HERALD, "¶ 2")), texts, strict=False)
    )
    assert fact(entry("e", claims=claims), "Figures") == expected


def test_figures_are_of_whom_the_sources_report() -> None:
    killed = (figure("killed", "12"),)
    claims = (claim(HERALD, "¶ 2", figures=killed, whom=("the police",)), claim(GAZETTE, "¶ 1", figures=killed))
    assert fact(entry("e", claims=claims[:1]), "Figures") == "killed: 12 according to the police (The Herald, ¶ 2)"
    assert fact(entry("e", claims=claims), "Figures") == (
        "killed: 12 according to the police (The Herald, ¶ 2) and The Gazette (¶ 1)"
    )


def test_figures_that_are_the_word_of_the_same_say_so_once() -> None:
    police, herald = ("the police",), (figure("killed", "5"), figure("hurt", "about 3"), figure("boats", "2"))
    told = (claim(HERALD, "¶ 2", figures=herald, whom=police),)
    assert fact(entry("e", claims=told), "Figures") == (
        "killed: 5; hurt: about 3; boats: 2, all according to the police (The Herald, ¶ 2)"
    )
    gazette = claim(GAZETTE, "¶ 1", figures=(figure("boats", "3"), figure("crew", "14"), figure("guests", "7")))
    assert fact(entry("e", claims=(*told, gazette)), "Figures") == (
        "killed: 5; hurt: about 3, both according to the police (The Herald, ¶ 2); "
        "boats: 2 according to the police (The Herald, ¶ 2), 3 according to The Gazette (¶ 1); crew: 14; guests: 7"
    )


def test_notes_number_the_sources_as_they_are_first_cited() -> None:
    narrator = Narrator(chronology(()))
    first = narrator.tell(entry("a", claims=(claim(HERALD, "¶ 1"), claim(GAZETTE), claim(HERALD, "¶ 1"))))
    second = narrator.tell(entry("b", claims=(claim(GAZETTE, "¶ 9", modality="expected"), claim(HERALD, "¶ 4"))))
    assert [(note.number, note.label, note.first) for note in first.notes] == [
        (1, "1, ¶ 1", True),
        (2, "2", True),
    ]
    assert [note.label for note in second.notes] == ["2, ¶ 9, expected", "1, ¶ 4"]
    assert not any(note.first for note in second.notes)


@pytest.mark.parametrize(
    ("sources", "origins", "expected"),
    [
        (0, 0, "no source cited"),
        (1, 1, None),
        (1, 2, None),
        (2, 1, "2 sources, 1 origin"),
        (4, 2, "4 sources, 2 origins"),
    ],
)
def test_corroboration(sources: int, origins: int, expected: str | None) -> None:
    assert tell(replace(MEETING, source_count=sources, origin_count=origins)).corroboration == expected


def test_texts_are_put_on_one_line_without_controls() -> None:
    told = tell(entry("e", " A\ttitle\r\nin \u202etwo\x00 lines ", summary="one\n \ntwo\nthree\n\n\n\n"))
    assert told.title == "A title in two lines"
    assert told.summary == ("one", "two three")


def test_a_note_on_a_claim_names_its_source() -> None:
    event = entry("e", claims=(replace(claim(GAZETTE, "¶ 3", "2031-05"), note="Read as the whole month."),))
    assert fact(event, "Note") == "On The Gazette (¶ 3): Read as the whole month."


def test_times_of_one_day_that_differ_are_said_beside_the_date() -> None:
    times = tuple(
        claim(source, None, f"2031-05-02T{time}:00") for source, time in ((GAZETTE, "22:00"), (HERALD, "23:20"))
    )
    event = entry("e", date=agreed("2031-05-02")._replace(second=79_200), claims=times)
    assert fact(event, "Date") == (
        "2 May 2031; 22:00 or 23:20. 2 May 2031, 22:00 according to The Gazette; "
        "2 May 2031, 23:20 according to The Herald."
    )


def test_what_one_source_says_in_several_claims_is_said_once() -> None:
    said = (claim(GAZETTE, "¶ 7", "[2031-05-02..]"), claim(GAZETTE, "¶ 7", "[..2031-05-09]"))
    event = entry("e", date=agreed("[2031-05-02..2031-05-09]"), claims=said)
    assert fact(event, "Date") == "After 1 May 2031 and before 10 May 2031 according to The Gazette (¶ 7)."
