"""A date as somebody wrote it: a text that knows what it says, and is read once.

Records hold these. In every other way they are texts: equal, hashed, sorted, stored and printed as one.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Self

from timeline.domain.dates.edtf import parse
from timeline.domain.dates.when import When

if TYPE_CHECKING:
    from timeline.domain.dates.relative.relation import Relative

_DATES_REMEMBERED = 50_000
"""Events share their dates: one text is one value, as long as no more others came since."""


class WrittenDate(str):
    """What somebody wrote for a date: EDTF, or a date told from others. Made by ``written``.

    It is read when it is first asked, for most dates that come from a database never are.
    """

    __slots__ = ("_says",)

    _says: "When | Relative | None"

    def __new__(cls, text: str) -> Self:
        date = super().__new__(cls, text)
        date._says = None
        return date

    def read(self) -> "When | Relative":
        """The days that it spans, or the relation that it states; the text is looked at the first time only.

        Raises EdtfError or RelativeError where it is neither.
        """
        says = self._says
        if says is None:
            # Lists of events hold dates and ask them nothing.
            from timeline.domain.dates.relative.reading import looks_relative, read_relative

            text = str(self)
            says = self._says = read_relative(text) if looks_relative(text) else parse(text)
        return says

    def when(self) -> When:
        """The days that it spans by itself.

        Raises EdtfError where it is not EDTF; a relative date is none, for its days depend on others.
        """
        says = self._says
        if not isinstance(says, When):
            says = self._says = parse(str(self))
        return says

    def relative(self) -> "Relative | None":
        """The relation that it states; None where it is a date by itself. Raises as ``read`` does."""
        says = self.read()
        return None if isinstance(says, When) else says


def written(text: str) -> WrittenDate:
    """The date that a text is; it may still be no date at all, which shows when it is asked."""
    return text if isinstance(text, WrittenDate) else _remembered(text)


@lru_cache(_DATES_REMEMBERED)
def _remembered(text: str) -> WrittenDate:
    return WrittenDate(text)


def told_from(date: str | None) -> tuple[str, ...]:
    """The events that a date is told from, each once; none of a date by itself, or of which no sense can be made."""
    if date is None:
        return ()
    if isinstance(date, WrittenDate) and isinstance(date._says, When):  # it has been read, and most are none
        return ()
    from timeline.domain.dates.relative.reading import RelativeError

    try:
        relative = written(date).relative()
    except RelativeError:
        return ()
    return () if relative is None else relative.events
