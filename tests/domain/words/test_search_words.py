"""What is typed after --text, read as people mean it; nothing is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.words.names import fold
from timeline.domain.words.search_words import (
    LONGEST_TEXT,
    LONGEST_WORD,
    Phrase,
    joined,
    read_search,
    search_text,
    words,
)


def typed(text: str) -> str:
    """The phrases as they would be typed plainly."""
    return " ".join(f"{'_'.join(phrase.words)}{'*' if phrase.is_begun else ''}" for phrase in read_search(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("green zone", "green zone"),
        ('"Grüne  ZONE" rocket*', "grune_zone rocket*"),
        ("„grüne Zone“ «zone verte»", "grune_zone zone_verte"),
        ('"green zon*"', "green_zon*"),
        ('"green zon"*', "green_zon*"),
        ("green green zone", "green zone"),
        # a word of several parts
        ("2020-09-20", "2020_09_20"),
        ("Abu-Mahdi O'Neil", "abu_mahdi oneil"),
        # articles
        ("al-Kadhimi", "kadhimi"),
        ("al Kadhimi", "kadhimi"),
        ('"al Mina" port', "mina port"),
        ("al", "al"),
        ("al*", "al*"),
        ("المنطقة", "mntqh"),
        # what means nothing here
        ('"green zone', "green zone"),
        ('green" zone', "green zone"),
        ("roc*et *zone", "roc* et zone"),
        ("rocket**", "rocket*"),
        ("(green AND zone) NOT title:x NEAR/3 ^y -z", "green and zone not title_x near_3 y z"),
        ("green * zone", "green zone"),
        # nothing to look for
        ("", ""),
        ('!!! * "" " \'', ""),
    ],
)
def test_what_is_typed(text: str, read: str) -> None:
    assert typed(text) == read


@given(st.text(alphabet=st.sampled_from("abé \"*|()-:^'“ل\n\x00"), max_size=20))
def test_anything_is_read_as_folded_words(text: str) -> None:
    found = read_search(text)
    assert bool(found) == bool(fold(text.replace("*", " ")))
    for phrase in found:
        assert phrase.words
        for word in phrase.words:
            assert word.isascii()
            assert word.isalnum()


@given(st.text(st.characters(exclude_characters='"“”„‟«»＂*'), max_size=40))
def test_the_words_of_a_text_in_quotes_are_one_phrase(text: str) -> None:
    told = tuple(words(text))
    assert read_search(f'"{text}"') == ((Phrase(told),) if told else ())


_ANYTHING = st.text(alphabet=st.sampled_from("abé \"*|()-:^'“"), max_size=20)


@given(st.lists(_ANYTHING, min_size=1, max_size=3))
def test_several_texts_look_for_what_each_looks_for(texts: list[str]) -> None:
    assert set(read_search(joined(texts))) == {phrase for text in texts for phrase in read_search(text)}


def test_bars_part_the_texts() -> None:
    assert search_text(["ana ruiz", "port"], ["Call", None, "", "Grüne Zone!", "?"]) == (
        "| ana ruiz | port || call | grune zone |"
    )
    assert search_text([], ["Call"]) == "|| call |"


def test_words_and_texts_have_a_limit_that_both_databases_keep() -> None:
    word = "x" * (LONGEST_WORD + 1)
    assert words(word) == [word[:-1]]
    assert read_search(word) == (Phrase((word[:-1],)),)
    text = search_text([word], ["call " * LONGEST_TEXT])
    assert len(text) <= LONGEST_TEXT + 2
    assert text.startswith(f"| {word[:-1]} || call ")
    assert text.endswith(" call |")
