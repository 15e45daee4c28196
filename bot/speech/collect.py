"""Brings the catalogues up to date with the sentences in the code: `python -m bot.speech.collect [--check]`.

New sentences come in untranslated, changed ones keep nothing of the old: a translation that guesses is worse than
English. With `--check` nothing is written; it says what is out of date, missing or cannot be right.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.speech import LANGUAGES, SOURCE, catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

_ROOT = Path(__file__).resolve().parent.parent.parent
_ROOMS = ("bot", "storage")
_MARKS = {"_": 1, "N_": 1, "ngettext": 2, "NN_": 2}  # how many of its words are the sentence
# The store knows nothing of the bot: its sentences for the owner are the first word of these errors.
_REFUSALS = ("NoSuchEntry", "NotInForce", "NameTaken", "Circular", "TooLarge", "DiskFull", "DiskFailed")


def sentences() -> Catalog:
    """Give every sentence that the code says, with the files that say it."""
    found = Catalog(charset="utf-8")
    for room in _ROOMS:
        for file in sorted((_ROOT / room).rglob("*.py")):
            for sentence in marked(file.read_text(encoding="utf-8")):
                found.add(sentence, locations=[(file.relative_to(_ROOT).as_posix(), 0)])
    return found


def marked(code: str) -> Iterator[str | tuple[str, ...]]:
    """Give the sentences that a module marks, in their order; of countable things both forms.

    Babel's own extractor reads tokens and passes over a mark within another one's values.
    """
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        forms = _MARKS.get(name, 1 if name in _REFUSALS else 0)
        words = [
            one.value
            for one in call.args[:forms]
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if forms and len(words) == forms:
            yield tuple(words) if forms > 1 else words[0]


def renewed(language: str, template: Catalog) -> bytes:
    """Give a language's catalogue with the sentences of the code, as it is written to its file."""
    path = catalogues.path_of(language)
    catalogue = catalogues.read(language) if path.exists() else Catalog(locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, sort_by_file=True, include_lineno=False)
    return written.getvalue()


def faults(language: str) -> list[str]:
    """Give what is wrong with a language's catalogue: sentences without a translation, or with other places in it."""
    return [
        f"{language}: {wrong}: {_forms(message.id)[0]!r}"
        for message in catalogues.read(language)
        if message.id and (wrong := _wrong(message))
    ]


def _wrong(message: Message) -> str:
    given, said = _forms(message.id), _forms(message.string)
    if not all(said):
        return "not translated"
    allowed = {name for one in given for name in places(one)}
    for one in said:
        if unknown := places(one) - allowed:
            return f"unknown places {sorted(unknown)}"
    if lost := places(given[-1]) - places(said[-1]):
        return f"lost places {sorted(lost)}"
    return ""


def _forms(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, list | tuple) else (str(words or ""),)


def places(sentence: str) -> set[str]:
    """Give the names of what is put into a sentence."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name is not None}


def main(words: list[str]) -> int:
    """Write or check every catalogue; 1 when `--check` finds something."""
    check, template, wrong = "--check" in words, sentences(), 0
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path, new = catalogues.path_of(language), renewed(language, template)
        if check and (not path.exists() or path.read_bytes() != new):
            wrong += 1
            sys.stdout.write(f"{path.name} is not what the code says. Run: make words\n")
            continue
        if not check:
            path.write_bytes(new)
        found = faults(language)
        wrong += len(found)
        for line in found[:20]:
            sys.stdout.write(f"{line}\n")
        if found:
            sys.stdout.write(f"{language}: {len(found)} sentences to mend in {path.name}\n")
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
