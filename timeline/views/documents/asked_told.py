"""What a chronology was asked, and what it was made from."""

from timeline.domain.chronology import Chronology
from timeline.domain.dates.prose import in_words
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import sentence


def asked_told(chronology: Chronology) -> str:
    """The query as a sentence: "20 to 30 September 2020; actor Mike Pompeo."."""
    return sentence(inline(chronology.query) or "all events")


def made_told(chronology: Chronology) -> str:
    """When it was made, and how the database stood: "Made on 1 July 2031, as the database stood after change 12."."""
    stood = "" if chronology.change is None else f", as the database stood after change {chronology.change}"
    return f"Made on {in_words(chronology.made_on)}{stood}."
