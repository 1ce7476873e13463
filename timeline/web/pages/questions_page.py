"""The saved questions."""

from typing import NamedTuple

from starlette.responses import Response

from timeline.actions.asking.saved_questions import list_questions
from timeline.errors import UsageFault
from timeline.views.records.questions_told import asks_told, question_told
from timeline.views.wording.sentences import nothing_found
from timeline.web.answers import html, json
from timeline.web.asking import Asked
from timeline.web.pages.page import Asking


class QuestionLine(NamedTuple):
    """A question in the list."""

    address: str
    name: str
    asks: str
    note: str


def questions_page(asking: Asking) -> Response:
    """The page, or its data: all of them, by name."""
    asked = Asked(asking.query)
    if asked.filters:
        raise UsageFault(f"{asking.path} lists the saved questions, and takes no {asked.filters[0][0]}")
    found = list_questions(asking.site.database)
    if asking.as_json:
        plain = [{"id": each.id, "title": each.title, "asks": asks_told(each), "note": each.note} for each in found]
        return json({"questions": plain})
    lines = [
        QuestionLine(f"/questions/{each.id}", question_told(each.id, each.title), asks_told(each), each.note or "")
        for each in found
    ]
    return html("questions.html", **asking.frame(lines=lines, nothing=nothing_found("question")))
