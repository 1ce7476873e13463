"""A chronology as a picture: its events collected as they stream by, headed by what was asked."""

from timeline.domain.chronology import Chronology
from timeline.exporters.pictures.collected import Collected
from timeline.exporters.pictures.timeline_svg import timeline_svg
from timeline.views.event_lists import perhaps_told
from timeline.views.narrative import Narrator
from timeline.views.sentences import capitalised, counted, sentence


def drawn(chronology: Chronology, width: int) -> tuple[str, list[str]]:
    """The picture as SVG, and what is not in it, a line each."""
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
