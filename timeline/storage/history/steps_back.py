"""What a change did, as it would have to be taken back."""

from collections.abc import Iterator

from timeline.domain.comparing.inverse import AS_LEFT, Step
from timeline.domain.history import MARK, TAKEN
from timeline.storage.connecting.reader import Reader
from timeline.storage.history.states import next_touches, states_before, states_now, touches_by


def steps_back(reader: Reader, change: int) -> Iterator[Step]:
    """Each record (and mark of an import) that a change touched: what it found, what it left, what is there now.

    Only of what later changes have touched is more read than the state before.
    """
    touches = list(touches_by(reader, change))
    later = next_touches(reader, change, [(touch.kind, touch.id) for touch in touches])
    before, left = states_before(reader, touches), states_before(reader, later.values())
    # A mark comes with its record, and is not kept as one that was added: see ``writing.imports``.
    may_be_back = [(touch.kind, touch.id) for touch in touches if touch.kind in (MARK, TAKEN) and touch.op == "removed"]
    now = states_now(reader, {*later, *may_be_back})
    for touch in touches:
        at = touch.kind, touch.id
        if at not in now:
            yield Step(*at, before[touch], AS_LEFT, AS_LEFT)
        else:
            # What removed it left nothing, whatever the next change found: a mark may have come with its record again.
            yield Step(*at, before[touch], None if touch.op == "removed" else left[later[at]], now[at])
