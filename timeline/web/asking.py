"""What an address asks: the command line's filters under the same names, repeated where the command repeats them."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from timeline.actions.asking.saved_questions import find_question, request_of
from timeline.errors import UsageFault
from timeline.query import FILTERS, AsTyped, Request
from timeline.storage.connecting.database import Database

Given = list[tuple[str, str]]
"""Names and values as they stand in an address, in their order."""

_MOST_PARAMETERS = 200
_YES, _NO = ("", "1", "yes", "true", "on"), ("0", "no", "false", "off")


class InAddresses(AsTyped):
    """Filters are written as parameters."""

    def given(self, name: str, value: str | None = None) -> str:
        """As it stands in an address: ``any-actor=NAME``; bare: ``any-actor=``."""
        return f"{self.name(name)}={'' if value is None else value}"


SPELLING = InAddresses()
_BY_NAME = {SPELLING.name(name): name for name in FILTERS}
LOOK_BACK = SPELLING.name("recorded_on")
"""The filter that goes along from page to page: all that one looks at is of then."""


class Asked:
    """The parameters of an address, those apart that are no filters. Raises UsageFault for what is no text."""

    def __init__(self, query: bytes, *others: str, repeated: Iterable[str] = ()) -> None:
        self.filters: Given = []
        """Those that are filters, or nothing that is known; what was left empty in a form is left out."""
        self.others: dict[str, str] = {}
        self.repeated: dict[str, list[str]] = {name: [] for name in repeated}
        """Of those that may be given several times all that are not empty."""
        for name, value in parameters(query):
            if name in self.repeated:
                self.repeated[name] += [value] if value else []
            elif name in others:
                if name in self.others:
                    raise UsageFault(f"{name} is given twice: give it once")
                self.others[name] = value
            elif value or _may_be_empty(name):
                self.filters.append((name, value))


def parameters(query: bytes) -> Given:
    """All parameters of an address. Raises UsageFault where they are no text, or too many."""
    try:
        return parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise UsageFault("the address is not UTF-8: write what is not ASCII as %C3%A9") from None
    except ValueError:
        raise UsageFault(f"an address asks for at most {_MOST_PARAMETERS} things") from None


def read_request(database: Database, given: Given) -> Request:
    """The request that filters come to, with those of a saved question of the database.

    Raises UsageFault for what cannot be asked, and UnknownName where there is no such question.
    """
    values: dict[str, object] = {}
    for parameter in dict.fromkeys(name for name, _ in given):
        name = _BY_NAME.get(parameter, parameter)
        several = [value for each, value in given if each == parameter]
        filter_ = FILTERS.get(name)
        if filter_ is None:
            values[name] = several[0]  # and refused, with the nearest there is
        elif filter_.kind == "flag":
            values[name] = is_yes(parameter, *several)
        elif filter_.repeats:
            values[name] = several
        elif len(several) > 1:
            raise UsageFault(f"{parameter} is given {len(several)} times: give it once")
        else:
            values[name] = several[0]
    return request_of(database, values, date.today(), SPELLING)


def written_out(database: Database, given: Given) -> Given:
    """What is asked, with the filters of a saved question in its place: each can be replaced then."""
    found: Given = []
    for name, value in given:
        if name != "question":
            found.append((name, value))
            continue
        with database.reading() as reader:
            asks = find_question(reader, value).asks
        found += [(each.filter, "1" if FILTERS[_BY_NAME[each.filter]].kind == "flag" else each.value) for each in asks]
    return found


def address(path: str, *given: tuple[str, str]) -> str:
    """An address that asks for these things."""
    return f"{path}?{urlencode(given, quote_via=quote, safe='/:')}" if given else path


def without(given: Iterable[tuple[str, str]], *names: str) -> Given:
    """What is asked but for these."""
    return [each for each in given if each[0] not in names]


def looking_back(given: Iterable[tuple[str, str]]) -> Given:
    """Of what is asked that which the addresses of other pages say, too."""
    return [each for each in given if each[0] == LOOK_BACK]


def is_yes(name: str, *several: str) -> bool:
    """Whether a parameter, given once or more often, says yes. Raises UsageFault where it is neither yes nor no."""
    given = {value.lower() for value in several}
    if given <= {*_YES}:
        return True
    if given <= {*_NO}:
        return False
    raise UsageFault(f'{name}: "{several[-1]}" is neither yes nor no')


def _may_be_empty(name: str) -> bool:
    filter_ = FILTERS.get(_BY_NAME.get(name, ""))
    return filter_ is None or filter_.may_be_bare or filter_.kind == "flag"
