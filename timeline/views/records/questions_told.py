"""A saved question, in words."""

from timeline.domain.records import Question


def asks_told(question: Question) -> str:
    """What it asks, as it was typed: "actor ana-ruiz, tomas-vale; during 2031-05; disputed"."""
    values: dict[str, list[str]] = {}
    for filter_, value in question.asks:
        values.setdefault(filter_, []).append("" if value == "yes" else value)
    return "; ".join(f"{filter_} {', '.join(those)}".strip() for filter_, those in values.items())


def question_told(question_id: str, title: str | None) -> str:
    """What it is called: "Ruiz and Vale in May 2031 (@talks-of-may)"."""
    return f"@{question_id}" if title is None else f"{title} (@{question_id})"
