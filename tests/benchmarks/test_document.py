"""The document of the benchmarks has a place for what each of them prints."""

import re

import pytest

from benchmarks.document import DOCUMENT, NAMES, with_block

TEXT = "before\n\n<!-- bench: pages -->\nold\n<!-- end -->\n\nafter\n<!-- bench: text -->\n<!-- end -->\n"


def test_a_block_is_replaced_and_nothing_else() -> None:
    assert with_block(TEXT, "pages", "new \\1\nlines\n") == TEXT.replace("old\n", "```text\nnew \\1\nlines\n```\n")
    assert with_block(with_block(TEXT, "pages", "1"), "pages", "2") == with_block(TEXT, "pages", "2")


@pytest.mark.parametrize("document", ["", TEXT + TEXT])
def test_a_block_that_is_missing_or_twice_is_said(document: str) -> None:
    with pytest.raises(ValueError, match="has not one block for pages"):
        with_block(document, "pages", "new")


def test_every_benchmark_has_its_block() -> None:
    assert re.findall(r"<!-- bench: (\w+) -->", DOCUMENT.read_text("utf-8")) == list(NAMES)
