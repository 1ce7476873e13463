"""What is wrong with a text that is no YAML, in words that say what to do about it."""

import re
from dataclasses import dataclass

from yaml import MarkedYAMLError

from timeline.problems import one_line

_QUOTE = "put the text in quotes"
_OPEN = 'a { or [ that is not closed, or a ": " in a text within it'
_UNCLOSED = "a quote that is never closed"
_ALIGN = "align the keys of a record"

# What PyYAML and libyaml say, in either wording, and what to do about it. {found} is the character.
_SYNTAX = (
    ("mapping values are not allowed", 'a ": " inside a text', _QUOTE),
    ("expected ':'", "a key without a colon", 'write "key: value"'),
    ("unexpected end of stream", _UNCLOSED, "close it"),
    ("unexpected document separator", _UNCLOSED, "close it"),
    ("unknown escape character", "a backslash in double quotes", "double it, or use single quotes"),
    ("expected escape sequence", "a broken escape in double quotes", "write \\\\ for a backslash"),
    ("invalid Unicode character", "a broken escape in double quotes", "write the character itself"),
    ("expected ',' or", _OPEN, f"close it, or {_QUOTE}"),
    ("did not find expected node content", 'a "{found}" where a value should be', _QUOTE),
    ("but got ','", 'a "{found}" where a value should be', _QUOTE),
    ("did not find expected key", "indentation that fits no line above", _ALIGN),
    ("expected <block end>", "indentation that fits no line above", _ALIGN),
    ("expected '-' indicator", "a line amid a list that is no item", 'start items with "- "'),
    ("sequence entries are not allowed", "a list that starts on its key's line", "start a new line"),
    ("expected alphabetic or numeric", "an anchor or alias (& or *) without a name", _QUOTE),
    ("mapping keys are not allowed", 'a text that starts with "?"', _QUOTE),
    ("cannot start any token", 'a text that starts with "{found}"', _QUOTE),
    ("<document start>", "text outside the maps", "write keys at the start of a line"),
    ("expected comment or line break", "text on the line of | or >", "start it on the next line"),
    ("chomping or indentation", "text on the line of | or >", "start it on the next line"),
)
_OPENED_BEFORE = re.compile(
    "unexpected end of stream|unexpected document separator|expected ':'|expected ',' or|invalid Unicode"
)


@dataclass(frozen=True, slots=True)
class SyntaxMistake:
    """Where reading failed: the line to mend, from 1, and the lines from there to where it showed."""

    line: int
    lines: range
    message: str


def syntax_mistake(text: str, error: MarkedYAMLError) -> SyntaxMistake:
    """What an error of PyYAML means for the person who wrote the text."""
    said = " ".join(part for part in (error.context, error.problem) if part)
    noticed = error.problem_mark or error.context_mark
    # An open quote or bracket is noticed far below the line that a person has to mend.
    is_at_end = noticed is not None and not text.split("\n", noticed.line)[-1].strip()
    mark = error.context_mark if error.context_mark and (is_at_end or _OPENED_BEFORE.search(said)) else noticed
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    last = noticed.line if noticed is not None else line
    line = min(line, text.count("\n"))
    written = text.split("\n")[line]
    if is_at_end and "node content" in said:
        # Which bracket is open it does not say.
        message = "not YAML: a { or [ that is not closed: close it"
    else:
        message = _message(said, written, column)
    return SyntaxMistake(line + 1, range(line + 1, last + 2), message)


def _message(said: str, written: str, column: int) -> str:
    """One line for a syntax error, from what PyYAML said of it at a column (from 0) of a line."""
    before, found = written[:column], written[column : column + 1]
    if found == "\t" or "\t" in before[: len(before) - len(before.lstrip())]:
        return "a tab in the indentation: indent with spaces"
    if before.strip(" -") and ("expected key" in said or "expected <block end>" in said):
        return f"not YAML: text after the end of a value, at column {column + 1}: put the whole in quotes"
    if found == ":" and not before.strip():
        return f'not YAML: a key is missing before ":", at column {column + 1}: write one'
    for wording, what, hint in _SYNTAX:
        if wording in said:
            what = what.replace("{found}", one_line(found))
            return f"not YAML: {what}, at column {column + 1}: {hint}"
    return f"not YAML at column {column + 1}: {said}"
