"""A chronology as a picture: its events collected as they stream by, headed by what was asked."""

from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters.pictures.drawing.timeline_svg import LEAST_WIDTH, MOST_WIDTH, timeline_svg
from timeline.exporters.pictures.placing.collected import Collected
from timeline.views.documents.narrative import Narrator
from timeline.views.events.event_lists import perhaps_told
from timeline.views.wording.sentences import capitalised, counted, sentence


def drawn(chronology: Chronology, width: int) -> tuple[str, list[str]]:
    """The picture as SVG, so many pixels wide, and what is not in it, a line each.

    Raises TimelineError where it is to be narrower or wider than pictures are.
    """
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise TimelineError(f"a picture is {LEAST_WIDTH} to {MOST_WIDTH:,} pixels wide, not {width:,}")
    narrator = Narrator(chronology)
    collected = Collected()
    for part in (chronology.entries, chronology.under_way, chronology.perhaps):
        for entry in part:
            collected.add(entry)
            del entry
    more = chronology.perhaps_besides()
    besides = "" if more is None else f" {capitalised(sentence(perhaps_told(more)))}"
    svg = timeline_svg(
        collected,
        title=narrator.title,
        note=f"{narrator.origin}{besides}",
        width=width,
        window=chronology.window,
    )
    return svg, [f"{counted(collected.undated, 'undated event')} not drawn"] if collected.undated else []
