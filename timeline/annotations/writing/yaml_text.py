"""Values to YAML text: block style, one value a line, no line ever re-wrapped.

The opposite of ``nodes``, and on purpose not PyYAML's emitter, which breaks long lines and quotes
what here is plain text anyway (2020-09-20, no).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from timeline.domain.words.texts import UNWANTED_SIGNS

Tree = str | Mapping[str, "Tree"] | Sequence["Tree"]

# First no space and no sign of YAML's; then anything but what starts a comment or ends a key.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#\n\t]|:(?! |$)|(?<! )#)*(?<! )")
# Beside what no text has: signs that stay in one where they are escaped.
_UNSAFE = re.compile(f"[{UNWANTED_SIGNS}\t\r\u2028\u2029\ufeff]")
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def yaml_lines(tree: Mapping[str, Tree], indent: str = "") -> Iterator[str]:
    """The lines of a map, without line ends; a map or list in it must not be empty."""
    for key, value in tree.items():
        yield from _entry(f"{indent}{_quoted_key(key)}:", value, indent)


def _entry(start: str, value: Tree, indent: str) -> Iterator[str]:
    inner = indent + "  "
    if isinstance(value, str):
        yield from _text_lines(start, value, inner)
    elif isinstance(value, Mapping):
        yield start
        yield from yaml_lines(value, inner)
    else:
        yield start
        for item in value:
            yield from _item(item, inner)


def _item(item: Tree, indent: str) -> Iterator[str]:
    inner = indent + "  "
    if isinstance(item, Mapping):
        lines = yaml_lines(item, inner)
        yield f"{indent}- {next(lines)[len(inner) :]}"
        yield from lines
    elif isinstance(item, str):
        yield from _text_lines(f"{indent}-", item, inner)
    else:
        raise TypeError("a list in a list has no place in an annotation file")


def _text_lines(start: str, text: str, indent: str) -> Iterator[str]:
    if "\n" not in text or not _fits_block(text):
        yield f"{start} {scalar(text)}"
        return
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    yield f"{start} |{'-' if ends == 0 else '' if ends == 1 else '+'}"
    for line in [*body.split("\n"), *[""] * (ends - 1)]:
        yield f"{indent}{line}" if line else ""


def _fits_block(text: str) -> bool:
    """Whether a text of several lines keeps its every character as a literal block."""
    body = text.rstrip("\n")
    return bool(body) and not body[0].isspace() and _UNSAFE.search(text) is None


def scalar(text: str) -> str:
    """A text as a scalar on one line: plain where that is safe, else in quotes."""
    if _UNSAFE.search(text) is not None or "\n" in text:
        return _double_quoted(text)
    if _PLAIN.fullmatch(text) is not None:
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _double_quoted(text: str) -> str:
    return '"' + re.sub(r'[\\"\n]|' + _UNSAFE.pattern, lambda match: _escape(match[0]), text) + '"'


def _escape(character: str) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"


def _quoted_key(key: str) -> str:
    return key if re.fullmatch("[a-z0-9][a-z0-9_/-]*", key) else _double_quoted(key)
