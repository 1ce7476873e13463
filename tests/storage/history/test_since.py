"""What was added since a moment is found in any row of what changes have kept of it."""

from timeline.storage.history.packing import packed_ids
from timeline.storage.history.since import AddedSince


def test_ids_are_found_in_rows_of_any_change_and_none_that_only_resembles_them() -> None:
    added = AddedSince({})
    for change, ids in ((2, ["a", "ab"]), (2, ["b", "d"]), (2, ["ac", "c"]), (3, ["e"])):
        added.add(change, ids[0], len(ids), packed_ids(ids))
    assert {each for each in ["a", "ab", "abc", "ac", "b", "c", "cd", "d", "e", "f", "", "A"] if each in added} == {
        *added
    }
    assert {*added} == {"a", "ab", "ac", "b", "c", "d", "e"}
    assert len(added) == 7
    assert None not in added
