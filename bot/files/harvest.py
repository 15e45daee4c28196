"""What a worker made of a file, on disk until it is taken in: lines as the book writes them, column by column, and their names.

The writing lane only copies it into the book, a portion at a time: nothing is read or checked there. The file is of
this program's own making, beside the book, and never handed out.
"""

from __future__ import annotations

import marshal
import struct
from array import array
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

PORTION = 20_000  # lines a transaction: a typed sale waits for one at the most
_MARK = b"shopbook harvest 4\n"
_PART = struct.Struct("<24sQ")
_WHOLE = "q"  # 64 bits
_BETWEEN = "\0"
_END = struct.Struct("<Q")


class Writing:
    """Writes parts, each under a tag of 24 letters at most; the last one can be read first."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(_MARK)

    def part(self, tag: str, content: Any) -> None:
        """Write one part."""
        packed = marshal.dumps(content)
        self._file.write(_PART.pack(tag.encode(), len(packed)))
        self._file.write(packed)

    def columns(self, tag: str, columns: Sequence[Sequence[Any]]) -> None:
        """Write columns of one length, of whole numbers, texts or nothing, to be read by `columns`."""
        self.part(tag, [_dense(column) for column in columns])

    def end(self, content: Any) -> None:
        """Write what is to be read first, and close."""
        at = self._file.tell()
        self.part("end", content)
        self._file.write(_END.pack(at))
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def is_whole(path: Path) -> bool:
    """Say whether there is a harvest that this version of the program can read."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


def end(path: Path) -> Any:
    """Give what was written last."""
    with path.open("rb") as file:
        file.seek(-_END.size, 2)
        (at,) = _END.unpack(file.read(_END.size))
        file.seek(at)
        _, length = _PART.unpack(file.read(_PART.size))
        return _unpacked(file.read(length))


def parts(path: Path, tag: str) -> Iterator[Any]:
    """Give the parts under a tag, in their order, one in memory at a time."""
    wanted = tag.encode()
    with path.open("rb") as file:
        file.seek(len(_MARK))
        while head := file.read(_PART.size):
            if len(head) < _PART.size:
                return  # the place of the last part
            found, length = _PART.unpack(head)
            if found.rstrip(b"\0") == wanted:
                yield _unpacked(file.read(length))
            else:
                file.seek(length, 1)


def columns(path: Path, tag: str) -> Iterator[list[Sequence[Any]]]:
    """Give the columns under a tag as `parts` does."""
    for packed in parts(path, tag):
        yield [_loose(column) for column in packed]


def _dense(column: Sequence[Any]) -> Any:
    """Give a column in one piece where there is one, which is far quicker to write and read: nothing, numbers, texts."""
    if column[0] is None and column.count(None) == len(column):
        return len(column)
    try:
        if isinstance(column[0], int):
            return array(_WHOLE, column).tobytes()
        text = _BETWEEN.join(column)
    except TypeError:  # some cells are empty
        return column
    return text if text.count(_BETWEEN) == len(column) - 1 else column


def _loose(packed: Any) -> Sequence[Any]:
    match packed:
        case int():
            return [None] * packed
        case bytes():
            numbers = array(_WHOLE)
            numbers.frombytes(packed)
            return numbers
        case str():
            return packed.split(_BETWEEN)
    return packed  # type: ignore[no-any-return]  # as it was written


def _unpacked(packed: bytes) -> Any:
    return marshal.loads(packed)  # noqa: S302 - written by this program, see above
