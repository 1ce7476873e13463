"""The date of a UCDP row -> EDTF: what lasted, and what was some time in there, told apart by its codes.

Rule: the UCDP GED Codebook, ``date_prec`` and ``event_clarity``. ``date_start`` and ``date_end`` bound two things
alike, and the codes say which:

- A *summary* (event_clarity 2) is a total that a source gives for a stretch of days. It lasted from the
  one to the other, however exactly its days are known; a whole month keeps its days, 2014-06-01/2014-06-30.
- So did an event whose days are known (date_prec 1), where there are two.
- Any other (date_prec 2 to 5) was on some day or days within: [2014-06-03..2014-06-09], and 2014-06 or 2014 where
  that is a whole month or year. So is one of two days whose code is missing or unknown: that it lasted is not said.
- One day is that day, of a summary too; ``~`` where date_prec says that it is not exactly known.
"""

from timeline.domain.dates.edtf import between, qualified, throughout

_DAY_IS_KNOWN = "1"
_VAGUE = frozenset("2345")
_SUMMARY = "2"


def date_of(first: int, last: int, date_prec: str, event_clarity: str) -> str:
    """The EDTF of a row from its first and last day, as ``calendar`` counts, and its codes, "" where they are blank."""
    if first == last:
        return qualified(between(first, last), approximate=date_prec in _VAGUE, uncertain=False)
    if date_prec == _DAY_IS_KNOWN or event_clarity == _SUMMARY:
        return throughout(first, last)
    return between(first, last)
