"""The date of an event; what documents say of it is tested in test_narrative.py."""

import pytest

from tests.exporters.harbour import UNDATED, agreed, decided, disputed
from timeline.domain.chronology import EventDate
from timeline.views.events.dates_told import agreement_sentence, date_marked


@pytest.mark.parametrize(
    ("date", "marked", "sentence"),
    [
        (agreed("2031-05-01"), "1 May 2031", ""),
        (disputed("2031-05-01", "2031-05-02"), "1 or 2 May 2031 (disputed)", ""),
        (decided("2031-05"), "May 2031 (decided)", "The editor has decided the date."),
        (UNDATED, "undated", ""),
    ],
)
def test_agreement(date: EventDate, marked: str, sentence: str) -> None:
    assert (date_marked(date), agreement_sentence(date)) == (marked, sentence)
