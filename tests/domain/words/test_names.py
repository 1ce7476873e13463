"""Names in any usual spelling."""

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.words.names import fold, keys, nearest, nearest_spelling, nearest_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mustafa al-Kadhimi", "MUSTAFA KADHIMI"),
        ("Mustafa al-Kadhimi", "Mustafa el Kadhimi"),
        ("Zia-ul-Haq", "zia haq"),
        ("Kata'ib Hezbollah", "Kataib Hezbollah"),
        ("Kata’ib Hezbollah", "Kata`ib  hezbollah"),
        ("Ba'th", "Baʿth"),
        ("Tomás Vale", "Tomas Vale"),
        ("Łódź", "Lodz"),
        ("Straße", "Strasse"),
        ("Ayn al-Asad", "Ayn al Asad"),
        ("آنا رويز", "آنا  رويز"),
        ("Ｆｕｌｌ", "full"),
        ("الكاظمي", "كاظمي"),
        ("آنا", "أنا"),
    ],
)
def test_usual_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hezbollah", "Kataib Hezbollah"),
        ("IS", "Ansar al-Islam"),
        ("Mustafa al-Kadhimi", "Mustafa al-Kazimi"),
        ("Ali", "Al"),
        ("Iran", "Iraq"),
        ("آنا", "نور"),
        ("إيران", "ران"),
    ],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_name_that_is_only_the_article_stays() -> None:
    assert fold("Al") == "al"


@pytest.mark.parametrize("text", ["", "…", "؟", "-'-"])
def test_nothing_is_left_of_what_has_no_letters(text: str) -> None:
    assert fold(text) in ("", "?")


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


def test_a_person_is_found_by_the_end_of_the_name() -> None:
    assert list(keys("Muqtada al-Sadr", person=True)) == [("muqtada sadr", True), ("sadr", False)]


def test_a_group_is_found_by_its_whole_name_only() -> None:
    assert list(keys("Kataib Hezbollah", person=False)) == [("kataib hezbollah", True)]


CANDIDATES = [
    ("mustafa kadhimi", "mustafa-al-kadhimi"),
    ("kadhimi", "mustafa-al-kadhimi"),
    ("kataib hezbollah", "kataib-hezbollah"),
    ("barham salih", "barham-salih"),
    ("salih", "barham-salih"),
    ("mike pompeo", "mike-pompeo"),
    ("pompeo", "mike-pompeo"),
    ("badr organisation", "badr-organisation"),
    ("asaib ahl haq", "asaib-ahl-al-haq"),
    ("united states", "united-states"),
]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("kadhmi", "mustafa-al-kadhimi"),
        ("Al-Kazimi", "mustafa-al-kadhimi"),
        ("Kadhemy", "mustafa-al-kadhimi"),
        ("Hezbollah", "kataib-hezbollah"),
        ("Kataeb Hizbollah", "kataib-hezbollah"),
        ("Barham Saleh", "barham-salih"),
        ("Pompeyo", "mike-pompeo"),
        ("Badr Organization", "badr-organisation"),
        ("Asa'ib Ahl al-Haqq", "asaib-ahl-al-haq"),
    ],
)
def test_near_spellings_are_offered(wanted: str, first: str) -> None:
    assert nearest(wanted, CANDIDATES)[0] == first


@pytest.mark.parametrize("wanted", ["Zebra", "Napoleon", "Stafford", "xq", "", "Reykjavik"])
def test_what_is_far_from_all_is_not(wanted: str) -> None:
    assert nearest(wanted, CANDIDATES) == []


def test_no_record_is_offered_twice_nor_more_than_a_few() -> None:
    found = nearest("kadhimi", [(f"kadhimi {number}", f"kadhimi-{number}") for number in range(9)] + CANDIDATES)
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize(
    ("wanted", "word"),
    [("strike-caled", "strike-called"), ("initator", "initiator"), ("qqqqqq", None), ("", None)],
)
def test_a_misspelt_word_finds_the_nearest(wanted: str, word: str | None) -> None:
    assert nearest_word(wanted, ["strike-called", "strike-ended", "initiator"]) == word


_letters = st.text("abc-", min_size=1, max_size=8)


@given(_letters, st.lists(_letters, min_size=1, max_size=6, unique=True))
def test_a_word_is_found_wherever_the_standard_library_finds_one(wanted: str, words: list[str]) -> None:
    if get_close_matches(wanted, words, n=1, cutoff=0.6):
        assert nearest_word(wanted, words) in words


def test_equally_near_words_are_offered_in_their_order() -> None:
    assert nearest_word("talkz", ["talka", "talkb"]) == "talka"
    assert nearest_word("talkz", ["talkb", "talka"]) == "talkb"


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        ("rocket", "rockets"),
        ("injurd", "injured"),
        ("inujred", "injured"),
        ("injurreds", None),
        ("day", "days"),
        ("dayz", None),
        ("sides", None),
        ("attackers", None),
    ],
)
def test_a_word_that_differs_by_a_letter_is_found(wanted: str, word: str | None) -> None:
    assert nearest_spelling(wanted, ["injured", "rockets", "attacks", "days", "sites"]) == word
