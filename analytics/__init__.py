"""The thinking room: frames and plain values in, frozen results or verdicts out.

One module a subject. Importing the room costs nothing: a subject is loaded when it is first asked for
(PEP 562), so the process that only writes sales down never pays for numpy, pandas or scikit-learn.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics import anomalies as anomalies
    from analytics import budget as budget
    from analytics import demand as demand
    from analytics import odd_products as odd_products
    from analytics import reorder as reorder
    from analytics import shelves as shelves
    from analytics import stockouts as stockouts
    from analytics import verdicts as verdicts


def _subjects() -> list[str]:
    """Give the names of the room's own modules, found on its path without loading them."""
    return sorted(found.name for found in iter_modules(__path__))


def __getattr__(name: str) -> ModuleType:
    """Load the subject on first use; afterwards the import system has bound it here."""
    if name.startswith("_") or name not in _subjects():
        raise AttributeError(f"module {__name__!r} has no subject {name!r}")
    return import_module(f"{__name__}.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_subjects()})
