"""Questions, and talk that is no business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.language.statements.known import Customer, Period, Product


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question is about, as far as it was said.

    `products` and `customers` hold every one that the words fit: exactly one is an answer, several are a choice.
    `unheard` are words that neither the shop nor any question knows: goods, perhaps, that are not in the book.
    """

    period: Period | None = None
    products: tuple[Product, ...] = ()
    customers: tuple[Customer, ...] = ()
    category: str | None = None
    n: int | None = None
    horizon_days: int | None = None
    amount_minor: int | None = None
    rest: str = ""
    unheard: tuple[str, ...] = ()

    @property
    def product(self) -> Product | None:
        """The one product meant, None where none or several fit."""
        return self.products[0] if len(self.products) == 1 else None

    @property
    def customer(self) -> Customer | None:
        """The one customer meant, None where none or several fit."""
        return self.customers[0] if len(self.customers) == 1 else None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a command answers."""

    command: str
    slots: Slots = Slots()


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """Several commands fit the question about equally well, best first."""

    options: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Chat:
    """Talk that changes nothing.

    A `wish` lies in the future, `no_sale` says that nothing was sold, `hearsay` is a price or plan told by others,
    `off_topic` is a question that no command answers.
    """

    kind: Literal["greeting", "thanks", "praise", "wish", "no_sale", "hearsay", "off_topic"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood; `understood` names the parts that were ("Gogo Martha", "250")."""

    understood: tuple[str, ...] = ()
