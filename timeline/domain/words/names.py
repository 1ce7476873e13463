"""Names in any usual spelling: one search key a name, and the near ones where none fits.

Case, diacritics, apostrophes, hyphens and the Arabic article (al-, el-, ul-) do not matter, and
other scripts are read as Latin letters. Two names with the same key are the same *spelling*; the
key never joins two actors, and a near name is only ever offered.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_APOSTROPHES = re.compile("['’‘`´ʼʾʿʻ＇′]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ASCII = {chr(code): re.sub("[^a-z0-9]", " ", chr(code).lower()) for code in range(128)} | {"'": "", "`": ""}
_FOLDED = str.maketrans(_ASCII)
"""What the two above make of the signs of ASCII, small letters of capitals."""
_ARTICLES = frozenset(("al", "el", "ul"))
_ALEF = "\N{ARABIC LETTER ALEF}"
"""Read as a: transliteration leaves it out, and little is left of a short name without it."""
_ARABIC_ARTICLE = re.compile("(?<!\\w)\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}(?=\\w{3})")
"""Written as one with its word."""
LONGEST_NAME = 2_000
"""Characters of a folded name; what is longer names nothing, and a database may refuse to look for it."""
_NEAR_WORD = 60.0
"""Least similarity, in percent, of an id or a word that is offered for a misspelt one."""
_LEAST_SPELT = 6
"""Letters of a word in which one wrong letter is no other word."""
_SMALL_WORDS = frozenset(
    (
        "a",
        "and",
        "at",
        "da",
        "de",
        "del",
        "der",
        "des",
        "di",
        "du",
        "e",
        "et",
        "for",
        "in",
        "la",
        "le",
        "les",
        "los",
        "of",
        "on",
        "the",
        "to",
        "und",
        "y",
    )
)
"""An acronym may leave them out."""
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_OTHER_NAME = re.compile(r"(?:also (?:known as|called)|a\.?k\.?a\.?|formerly|previously)[ ,]+(.+)", re.IGNORECASE)
_TELLS_APART = frozenset(["EU", "UK", "UN", "US", "USA", "UAE", "USSR", "DRC", "PRC", "ROC", "DPRK"])
"""Behind the name of an office these say of which one it is, and are no name of it."""
_MOST_LAST_WORDS = 20
_NEAR = 72.0
"""Least similarity, in percent, of a name that is offered; measured on pairs of spellings in tests."""


def fold(name: str) -> str:
    """The search key of a name: lower-case ASCII words, single spaces; empty where nothing is left.

    Words that are only the Arabic article are dropped, unless the name has no other.
    """
    return " ".join(folded_words(name))


def folded_words(text: str) -> list[str]:
    """The words of its search key."""
    words = (text if text.isascii() else _latin(text)).translate(_FOLDED).split()
    if _ARTICLES.isdisjoint(words):  # as mostly
        return words
    return [word for word in words if word not in _ARTICLES] or words


def _latin(name: str) -> str:
    """A name with the letters of ASCII."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", name))
    text = "".join([char for char in text if not unicodedata.combining(char)])
    if text.isascii():
        return text
    from anyascii import anyascii  # only names in other scripts need its tables

    return anyascii(_ARABIC_ARTICLE.sub("", text).replace(_ALEF, "a"))


def slug(text: str) -> str:
    """The text as an id would have it: lower-case ASCII letters and digits, single hyphens, of any length."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", text))
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    if not plain.isascii():
        from anyascii import anyascii  # only names in other scripts need its tables

        plain = _APOSTROPHES.sub("", anyascii(plain))
    return "-".join(_NOT_WORD.sub(" ", plain.casefold()).split())


def keys(name: str, *, person: bool) -> Iterator[tuple[str, bool]]:
    """Every key that finds a name, each with whether it is the whole name.

    A person is also found by the words that the name ends with, twenty at most: Kadhimi for Mustafa
    al-Kadhimi. A group is not: Hezbollah is not Kataib Hezbollah.
    """
    words = fold(name).split()
    if words:
        yield " ".join(words), True
    if person:
        for start in range(max(1, len(words) - _MOST_LAST_WORDS), len(words)):
            yield " ".join(words[start:]), False


def other_names(name: str) -> Iterator[str]:
    """What a name says of itself in parentheses: "… (ISIL)", "… (formerly Nusra Front)", and the name without it.

    A word in capitals is taken for an acronym; what else stands there tells apart from others, and is no name.
    """
    if "(" not in name:
        return
    alone = " ".join(_PARENTHESIS.sub(" ", name).split())
    found = []
    for inner in _PARENTHESIS.findall(name):
        other = _OTHER_NAME.fullmatch(inner.strip())
        if other:
            found.append(other[1].strip())
        elif _is_acronym(inner.strip(), alone):
            found.append(inner.strip())
    if found:
        yield alone
        yield from found


def _is_acronym(text: str, name: str) -> bool:
    if not text.isupper() or not 2 <= len(text) <= 12 or " " in text:
        return False
    return text not in _TELLS_APART or fold(text) in _initials(fold(name).split())


def _initials(words: list[str]) -> tuple[str, ...]:
    """The acronyms of a name: of all its words, and of those that are not small."""
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL_WORDS)


def nearest(wanted: str, candidates: Iterable[tuple[str, str]], limit: int = 3) -> list[str]:
    """The ids whose names come nearest to a wanted one, best first, none twice.

    Candidates are (key, id). Spellings that sound alike count as nearer than their letters, and an acronym
    is near to what it may stand for: AFP to Agence France-Presse.
    """
    from jellyfish import metaphone  # only a name that fits nothing needs these
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    key = fold(wanted)
    if not key:
        return []
    sound = metaphone(key)
    scores: dict[str, float] = {}
    for candidate, record_id in candidates:
        words = candidate.split()
        score = max(token_sort_ratio(key, candidate), 0.95 * max(ratio(key, word) for word in words))
        if metaphone(candidate) == sound:
            score = max(score, 95.0)
        if len(words) > 1 and 2 <= len(key) <= 8 and key in _initials(words):
            score = max(score, 96.0)
        if score >= _NEAR:
            scores[record_id] = max(score, scores.get(record_id, 0.0))
    return sorted(scores, key=lambda record_id: (-scores[record_id], record_id))[:limit]


def nearest_word(wanted: str, words: Sequence[str]) -> str | None:
    """The word whose letters are most like those of a misspelt one; of several the first, None where none is near.

    Case counts. Alike are two words as the share of letters that stand in both in the same order.
    """
    from rapidfuzz.fuzz import ratio  # only a word that fits nothing needs these
    from rapidfuzz.process import extractOne

    found = extractOne(wanted, words, scorer=ratio, score_cutoff=_NEAR_WORD)
    return None if found is None else str(found[0])


def nearest_spelling(wanted: str, words: Sequence[str]) -> str | None:
    """The word that differs by one letter (left out, added, another, or two swapped); the first of several, or None.

    Of words of less than six letters only the plural: too many of them are neighbours.
    """
    from rapidfuzz.distance.OSA import distance
    from rapidfuzz.process import extractOne

    plural = next((word for word in words if f"{wanted}s" == word or wanted == f"{word}s"), None)
    if plural is not None or len(wanted) < _LEAST_SPELT:
        return plural
    found = extractOne(wanted, [word for word in words if len(word) >= _LEAST_SPELT], scorer=distance, score_cutoff=1)
    return None if found is None else str(found[0])


def sounds(name: str) -> frozenset[str]:
    """How the words of a name sound, as far as they tell it from others: one name in two spellings has the same.

    Upper-case letters for a word, or the word itself where its sound has but one letter (a number, "IS").
    """
    from jellyfish import metaphone  # only what compares names needs it

    words = fold(name).split()
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    found = ((word, metaphone(word) if word.isalpha() else "") for word in telling)
    return frozenset([sound if len(sound) > 1 else word for word, sound in found])


def acronym(name: str) -> str | None:
    """The initials of the words of a name that are not small, two at least; None of a single word."""
    words = [word for word in fold(name).split() if word not in _SMALL_WORDS]
    return "".join([word[0] for word in words]) if len(words) > 1 else None
