"""Bytes -> text: which files are text at all, and in which encoding."""

import codecs
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from timeline.importers.items import Input, Unreadable
from timeline.problems import Problem

_HEAD = 64 * 1024
_OTHER_KINDS = (
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Excel file (.xls)", "save the sheet as CSV"),
    (b"%PDF-", "a PDF", "get the table as CSV"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV"),
    (b"PAR1", "a Parquet file", "save it as CSV"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_head(file: Input) -> str:
    """The first 64 KiB as text, for recognising a format: without byte order mark, bad bytes replaced.

    Raises Unreadable as ``refusal_of_bytes`` does.
    """
    head = refusal_of_bytes(file)
    return head.decode(_codec(file), "replace").removeprefix("\ufeff")


def refusal_of_bytes(file: Input) -> bytes:
    """The first 64 KiB of a file that looks like text of the encoding that was said.

    Raises Unreadable where there is no such file, it is empty, packed or of another program, its byte
    order mark is of an encoding that was not said, or there is no encoding of the name that was.
    """
    try:
        if not stat.S_ISREG(file.path.stat().st_mode) and not file.path.is_dir():
            raise _unreadable(file, 0, "this is no file that can be read twice, but a pipe: save it to a file first")
        with file.path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise _unreadable(file, 0, f"cannot be read: {error.strerror or error}") from None
    if not head:
        raise _unreadable(file, 0, "the file is empty")
    other = _other_kind(head)
    if other:
        raise _unreadable(file, 0, other)
    if file.encoding is None:
        for mark, encoding in _BYTE_ORDER_MARKS:
            if head.startswith(mark):
                raise _unreadable(file, 0, f"the file is {encoding.upper()}: say --encoding {encoding}")
    else:
        _check_encoding(file)
    return head


def _codec(file: Input) -> str:
    """The codec's name; that of UTF-8 also reads past a byte order mark."""
    name = file.encoding or "utf-8"
    return "utf-8-sig" if codecs.lookup(name).name == "utf-8" else name


def _check_encoding(file: Input) -> None:
    try:
        # Of those names that no text has (base64, rot13) the look-up by itself says nothing.
        "".encode(file.encoding or "")
    except (LookupError, ValueError):
        message = f'there is no encoding "{file.encoding}": say one such as windows-1252, latin-1 or utf-16'
        raise _unreadable(file, 0, message) from None


def _other_kind(head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            return "this is an Excel file (.xlsx): save the sheet as CSV"
        if b"opendocument.spreadsheet" in head:
            return "this is a spreadsheet (.ods): save the sheet as CSV"
        return "this is a zip archive: unpack it first"
    for magic, what, advice in _OTHER_KINDS:
        if head.startswith(magic):
            return f"this is {what}: {advice}"
    return None


@contextmanager
def open_text(file: Input) -> Iterator[TextIOWrapper]:
    """The file as text, line ends as they are.

    Raises Unreadable where it cannot be opened and, within the block, where a byte is not of the encoding.
    """
    encoding = _codec(file)
    file.taken_out.begin()
    try:
        with file.path.open("r", encoding=encoding, newline="") as stream:
            try:
                yield stream
            except UnicodeError as error:
                raise _unreadable(file, *_first_bad_byte(file, encoding, error)) from None
    except OSError as error:
        raise _unreadable(file, 0, f"cannot be read: {error.strerror or error}") from None


def _first_bad_byte(file: Input, encoding: str, error: UnicodeError) -> tuple[int, str]:
    """(line, what is wrong). Text is decoded a piece ahead of its reader, so the line is looked for anew."""
    line = 1
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.path.open("rb") as stream:
        try:
            while piece := stream.read(_HEAD):
                line += decoder.decode(piece).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as found:
            line += found.object[: found.start].count(b"\n")
            return line, _bad_byte(file, found.object[found.start])
        except UnicodeError as found:
            error = found
    return 0, f"not {encoding}: {error}: say another --encoding"


def _bad_byte(file: Input, byte: int) -> str:
    if file.encoding is None:
        return f"not UTF-8, found the byte 0x{byte:02X}: say --encoding windows-1252, or whatever the file is in"
    return f"not {file.encoding}, found the byte 0x{byte:02X}: say another --encoding"


def _unreadable(file: Input, line: int, message: str) -> Unreadable:
    return Unreadable(Problem(file.label, line, message))
