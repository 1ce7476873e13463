"""Words in events of 30 days: rare ones and very common ones, phrases, prefixes, with an actor.

Run from the checkout: python -m benchmarks.text [--events N]
"""

from functools import partial

import duckdb
import sqlite_utils

from benchmarks.asked import actors, opened, page, windows
from benchmarks.databases import Made, made
from benchmarks.generator import PHRASE, PHRASE_EVERY, PREFIX, PREFIX_EVERY, WORDS
from benchmarks.measure import alone, arguments, compare, heading, machine, say, say_time
from benchmarks.others import ask_duckdb, ask_utils, duckdb_copy
from timeline.actions.asking.find_query import find_query
from timeline.query import EventQuery, Request
from timeline.storage.connecting.reader import Reader

COMMON = 200
"""A word in more than one of so many events is common: another target is for those in one of VERY_COMMON."""
VERY_COMMON = 20

BY_HAND = (
    "SELECT id, title, summary FROM event WHERE (title LIKE :word OR summary LIKE :word) "
    "AND begin_earliest <= :to_day AND end_latest >= :from_day ORDER BY sort_day, sort_rank, id LIMIT 50"
)


def asked() -> dict[str, tuple[str, int]]:
    """What is looked for: as typed, and the one event of so many that has it."""
    words = {f"a word in {1 / every:.2%} of events": (word, every) for word, every in WORDS.items()}
    return words | {
        "a phrase in 0.50%, its words in 4.5%": (f'"{" ".join(PHRASE)}"', PHRASE_EVERY),
        "a prefix in 0.50%": (f"{PREFIX}*", PREFIX_EVERY),
        "two words, in 0.5% and in 5%": (f"{list(WORDS)[1]} {list(WORDS)[2]}", PHRASE_EVERY),
    }


def query_of(reader: Reader, text: str) -> EventQuery:
    """The query that a typed text comes to, as the command reads it."""
    return find_query(reader, Request(texts=(text,)))


def most(every: int) -> float | None:
    """The target for text and 30 days, in seconds; None in between."""
    if every >= COMMON:
        return 0.010
    return 0.005 if every <= VERY_COMMON else None


def by_words(reader: Reader, of: Made, rounds: int) -> None:
    """A page of each text: within 30 days, with an actor, at any time."""
    hottest = ((actors(of.world)["hottest"],),)
    for heading_, dated, who in (
        ("text and 30 days", True, ()),
        ("text and 30 days and the hottest actor", True, hottest),
        ("text alone, the first page", False, ()),
    ):
        heading(heading_)
        for what, (text, every) in asked().items():
            query = query_of(reader, text)._replace(actors=who)
            pages = [partial(page, reader, window.of(query) if dated else query) for window in windows(30)]
            found = sum(each() for each in pages) / len(pages)
            taken = alone(pages, rounds)
            say_time(f"  {what} ({found:.1f} rows)", taken, most=most(every) if dated and not who else None)


def by_hand(reader: Reader, of: Made, rounds: int) -> None:
    """The same 0.5% word looked for with LIKE in other tools, which knows neither words nor spellings."""
    heading("a word in 0.5% of events and 30 days, against LIKE on title and summary in other tools")
    word = list(WORDS)[1]
    ours = [partial(page, reader, window.of(query_of(reader, word))) for window in windows(30)]
    utils = sqlite_utils.Database(of.path)
    typed = [{"word": f"%{word}%", **window._asdict()} for window in windows(30)]
    by_utils = [partial(ask_utils, utils, BY_HAND, each) for each in typed]
    say("  sqlite-utils db.query", compare(ours, by_utils, rounds))
    with duckdb.connect(str(duckdb_copy(of)), read_only=True) as duck:
        by_duckdb = [partial(ask_duckdb, duck, BY_HAND.replace("LIKE", "ILIKE"), each) for each in typed]
        say("  DuckDB", compare(ours, by_duckdb, rounds))


def main() -> None:
    """Every line about text, for both mixes."""
    options = arguments(__doc__ or "")
    print(machine())
    for mix in ("usual", "long"):
        of = made(options.events, mix)
        print(f"\n{options.events:,} events, {of.world.mix.long:.0%} long")
        with opened(of.path) as reader:
            by_words(reader, of, options.rounds)
            if mix == "usual":
                by_hand(reader, of, options.rounds)


if __name__ == "__main__":
    main()
