"""Signs that no text may have are counted as a file is read."""

from timeline.importers.unwanted_signs import TakenOut


def test_signs_that_are_taken_out_are_counted_and_told() -> None:
    taken = TakenOut()
    taken.look(1, "Täg\t\r\n\u200c\u2028")
    assert taken.told() == ()
    taken.look(2, "A\x1bB")
    assert taken.told() == ("a control character that no text can hold is a space now: U+001B, on line 2",)
    taken.look(2, "\ufeff\ud800")
    assert taken.told() == (
        "3 control characters that no text can hold are spaces now: the first is U+001B, on line 2",
    )
    taken.begin()
    assert taken.told() == ()
