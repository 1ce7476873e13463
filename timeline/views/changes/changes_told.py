"""A change of a record as people are told it: "date of the claim of herald: 2031-05-01 -> 2031-05-02"."""

from timeline.domain.comparing.changes import Difference
from timeline.domain.comparing.merge import EditClash
from timeline.problems import one_line
from timeline.views.wording.sentences import counted_apart, with_details

_LONGEST = 60
"""Letters of a text that are shown; of longer ones, those about where the two begin to differ."""
_BEFORE_DIFFERENCE = 20
_ITEMS = {
    "names": "name",
    "tags": "tag",
    "was": "former id",
    "participants": "participant",
    "links": "link to",
    "derived_from": "derivation from",
    "member_of": "membership in",
    "claims": "claim of",
    "figures": "figure",
}


def change_line(record_id: str, difference: Difference) -> str:
    """One difference in a record, its id first."""
    return f"{record_id}: {difference_line(difference)}"


def removal_line(record_id: str, title: str, kind: str) -> str:
    """A record that goes, its id first."""
    return f"{record_id}: {with_details(one_line(title), kind)}"


def conflict_line(conflict: EditClash, files: str = "files") -> str:
    """One thing that files and database have both changed: "title: Talks -> A in the files, B in the database"."""
    path, before, *texts = conflict
    is_order = path[-1] in _ITEMS and len(path) % 2 == 1
    was, *said = _shortened(*(each or "nothing" for each in (before, *texts)))
    start = f"{was} -> " if before is not None else ""
    return f"{_what(path, is_order=is_order)}: {start}{said[0]} in the {files}, {said[1]} in the database"


def rename_line(was: str, record_id: str, named_by: int) -> str:
    """A record that has another id: "ana-ruiz is now ana-m-ruiz, 12 records name it"."""
    return f"{was} is now {record_id}, {counted_apart(named_by, 'record')} {'names' if named_by == 1 else 'name'} it"


def redated(count: int) -> str:
    """How many other events a change reaches: "2 more events that these changes date or count anew"."""
    return f"{counted_apart(count, 'more event')} that these changes date or count anew"


def difference_line(difference: Difference) -> str:
    """One difference, on one line."""
    path, before, after = difference
    if before is not None and after is not None:
        return f"{path_told(difference)}: {' -> '.join(_shortened(before, after))}"
    verb, text = ("gone", before) if after is None else ("added", after)
    return f"{_what(path)} {verb}: {_shortened(text or '')[0]}"


def path_told(difference: Difference) -> str:
    """Where something is otherwise: "date of the claim of herald", "order of the names"."""
    path, before, after = difference
    return _what(path, is_order=before is not None and after is not None and path[-1] in _ITEMS and len(path) % 2 == 1)


def _what(path: tuple[str, ...], *, is_order: bool = False) -> str:
    """The value at a path in words: "killed in the claim of herald", "participant ana-ruiz", "order of the names"."""
    if path[0] == "claims" and len(path) > 2:
        inside = path[2:]
        joiner = "in" if inside[0] == "figures" else "of"
        return f"{_what(inside, is_order=is_order)} {joiner} the {_what(path[:2])}"
    if is_order:
        return f"order of the {path[0]}"
    about, _, number = path[1].partition("/") if len(path) > 1 else ("", "", "")
    if path[0] == "claims" and number:
        return f"claim {number} of {about}"
    return about if path[0] == "figures" and about else f"{_ITEMS.get(path[0], path[0])} {about}".rstrip()


def _shortened(*texts: str) -> list[str]:
    """The texts on one line each; of long ones what stands about their first difference."""
    start = 0
    if len(texts) > 1 and max(map(len, texts)) > _LONGEST:
        letters = enumerate(zip(*texts, strict=False))
        differ = next((place for place, each in letters if len(set(each)) > 1), min(map(len, texts)))
        start = max(differ - _BEFORE_DIFFERENCE, 0)
    return [one_line(_cut(text, start)) for text in texts]


def _cut(text: str, start: int) -> str:
    rest = f"…{text[start:]}" if start else text
    return rest if len(rest) <= _LONGEST else rest[: _LONGEST - 1] + "…"
