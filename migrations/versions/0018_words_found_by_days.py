"""On SQLite words and bars are found with their places, and by numbers that tell when events may have been.

PostgreSQL has another index of words, which stays. Revision: 0018. Imports nothing from timeline: history does not
move with the code.
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

DAYS = "event_id, sort_day, sort_rank, begin_earliest, end_latest"
NEW_DAYS = "new.event_id, new.sort_day, new.sort_rank, new.begin_earliest, new.end_latest"
STRETCH = 2**32
LONGEST = {0: 1, 1: 31, 2: 124, 3: 366, 4: 1_461, 5: 3_653, 6: 36_525}
WORDS = "CREATE VIRTUAL TABLE event_words USING fts5(text, content='', {}"
FILLED = (
    "INSERT INTO event_words (rowid, text) SELECT n.number, t.text "
    "FROM event_number n CROSS JOIN event_text t WHERE t.event_id = n.event_id ORDER BY n.number"
)
ADDED = """\
CREATE TRIGGER event_text_added AFTER INSERT ON event_text BEGIN
    INSERT INTO event_number ({})
    VALUES ({});
    INSERT INTO event_words (rowid, text) VALUES (last_insert_rowid(), new.text);
END"""


def stretch(begin: str, end: str) -> str:
    """The class of an event by its length, then the 32 days in which it begins, as the number before their first."""
    classes = " ".join(f"WHEN {end} - {begin} + 1 <= {longest} THEN {number}" for number, longest in LONGEST.items())
    length = f"CASE WHEN {begin} IS NULL THEN 9 WHEN {begin} = {-(2**62)} THEN 8 {classes} ELSE 7 END"
    day = f"MIN(MAX(COALESCE({begin}, {-(2**30)}), {-(2**30)}), {2**30 - 1})"
    return f"((({length}) << 26) + (({day} + {2**30}) >> 5)) << 32"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TRIGGER event_text_added")
    op.execute("DROP TABLE event_words")
    op.execute("DELETE FROM event_number")
    op.execute(WORDS.format("columnsize=0, tokenize='ascii tokenchars ''|''')"))
    op.execute(
        f"INSERT INTO event_number (number, {DAYS}) SELECT "
        f"s.stretch + ROW_NUMBER() OVER (PARTITION BY s.stretch ORDER BY s.sort_day, s.sort_rank, s.event_id), {DAYS} "
        f"FROM (SELECT {stretch('begin_earliest', 'end_latest')} AS stretch, {DAYS} FROM event_text) s"
    )
    op.execute(FILLED)
    following = (
        "SELECT COALESCE((SELECT n.number FROM event_number n WHERE n.number > s.stretch "
        f"AND n.number < s.stretch + {STRETCH} ORDER BY n.number DESC LIMIT 1), s.stretch) + 1 "
        f"FROM (SELECT {stretch('new.begin_earliest', 'new.end_latest')} AS stretch) s"
    )
    op.execute(ADDED.format(f"number, {DAYS}", f"({following}), {NEW_DAYS}"))


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TRIGGER event_text_added")
    op.execute("DROP TABLE event_words")
    op.execute("DELETE FROM event_number")
    op.execute(WORDS.format("detail='none', columnsize=0, tokenize='ascii')"))
    op.execute(
        f"INSERT INTO event_number ({DAYS}) SELECT {DAYS} FROM event_text ORDER BY sort_day, sort_rank, event_id"
    )
    op.execute(FILLED)
    op.execute(ADDED.format(DAYS, NEW_DAYS))
