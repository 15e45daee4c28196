"""Fitted models on disk, each bound to the data that made it.

A file is one line of JSON (what data, what library, what bytes) and the model after it. Reading looks at the
line first and refuses before anything is unpacked: unpacking a model runs code, so a file from elsewhere,
from other data or from another library version is none that we want to open.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import zlib
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

_KIND: Final = "shopbook model 2"


class ModelFileError(Exception):
    """The file is not the model that was asked for; the message says in what it differs."""


def fingerprint(sales: pd.DataFrame) -> str:
    """Give a name for exactly these lines (SHA-256, hexadecimal): another line, another fingerprint."""
    digest = hashlib.sha256("\n".join(f"{name} {kind}" for name, kind in sales.dtypes.items()).encode())
    digest.update(np.ascontiguousarray(pd.util.hash_pandas_object(sales, index=False).to_numpy()).tobytes())
    return digest.hexdigest()


def save(model: object, data: str, path: Path) -> str:
    """Write ``model``, made from the data with fingerprint ``data``; give the SHA-256 of the model's bytes."""
    packed = zlib.compress(pickle.dumps(model, pickle.HIGHEST_PROTOCOL), 1)
    head = {"kind": _KIND, "data": data, "library": _library(), "bytes": _digest(packed)}
    waiting = path.with_name(f"{path.name}.{os.getpid()}.part")  # two processes may save at once
    waiting.write_bytes(json.dumps(head).encode() + b"\n" + packed)
    waiting.replace(path)
    return head["bytes"]


def load(path: Path, data: str, contents: str | None = None) -> Any:
    """Give the model back if it was made from the data with fingerprint ``data``.

    ``contents`` is what ``save`` gave; where the book remembers it, a file exchanged since is refused too.
    Raises ModelFileError for any difference, before the model is unpacked, and OSError as files do.
    """
    first, _, packed = path.read_bytes().partition(b"\n")
    try:
        head = json.loads(first)
    except ValueError:
        raise ModelFileError(f"{path.name} is no saved model") from None
    if not isinstance(head, dict) or head.get("kind") != _KIND:
        raise ModelFileError(f"{path.name} is no saved model")
    if head.get("data") != data:
        raise ModelFileError(f"{path.name} was made from other data")
    if head.get("library") != _library():
        raise ModelFileError(f"{path.name} was made with {head.get('library')}, this is {_library()}")
    if head.get("bytes") != _digest(packed) or (contents is not None and contents != head.get("bytes")):
        raise ModelFileError(f"{path.name} was changed after it was saved")
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - checked above to be what was saved


def kept(path: Path, data: str) -> Any:
    """Give the model back as `load` does; None where there is none that was made from this data."""
    try:
        return load(path, data)
    except (ModelFileError, OSError):
        return None


def keep(model: object, data: str, path: Path) -> None:
    """Write the model as `save` does; what cannot be kept, as on a full disk, is made again when it is asked for."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        save(model, data, path)


def _library() -> str:
    return f"scikit-learn {version('scikit-learn')}"


def _digest(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()
