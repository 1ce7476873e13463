"""On SQLite words are found by their first letter as they are by themselves, without gathering all that begin so.

PostgreSQL has another index of words, which stays. Revision: 0020. Imports nothing from timeline: history does not
move with the code.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WORDS = (
    "CREATE VIRTUAL TABLE event_words USING fts5(text, content='', columnsize=0, tokenize='ascii tokenchars ''|'''{})"
)
FILLED = (
    "INSERT INTO event_words (rowid, text) SELECT n.number, t.text "
    "FROM event_number n CROSS JOIN event_text t WHERE t.event_id = n.event_id ORDER BY n.number"
)


def _index_words(options: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE event_words")
        op.execute(WORDS.format(options))
        op.execute(FILLED)


def upgrade() -> None:
    _index_words(", prefix='1'")


def downgrade() -> None:
    _index_words("")
