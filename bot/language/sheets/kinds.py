"""What a file is about, by the fields that it holds and by the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.sheets.folding import heading_words
from bot.language.sheets.sheet import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

# Words in a file's name, its sheet's name and the title lines.
_WORDS: dict[Kind, str] = {
    Kind.SALES: "sales; sale; sold; orders; verkauf; verkaufe; umsatz; umsatzliste; ventes; vente; ventas; venta; vendas; venda; vendite; vendita; verkoop; "
    "verkopen; verkope; продажи; daybook; transactions; takings",
    Kind.RETURNS: "return; returns; returned; refund; refunds; refunded; credit note; credit notes; retoure; retouren; ruckgabe; ruckgaben; retour; retours; remboursement; "
    "devolucion; devoluciones; devolucao; devolucoes; reso; resi; возврат; возвраты; terugbetaling; teruggawe",
    Kind.EXPENSES: "expense; expenses; spending; outgoings; costs; ausgabe; ausgaben; kosten; depense; depenses; frais; gasto; gastos; despesa; despesas; spesa; spese; uitgaven; uitgawe; uitgawes; расход; расходы; bills; petty cash; paid to; payee",
    Kind.COUNTS: "stock count; stocktake; stock take; inventory count; inventory; counted; stock; inventur; bestand; inventaire; inventario; contagem; "
    "giacenza; giacenze; telling; voorraadtelling; voorraad; инвентаризация; остатки; voorraadopname; on hand; counted qty; estoque; existencias",
    Kind.RECEIPTS: "goods received; received; deliveries; delivery; goods in; restock; purchases; purchase order; stock in; grn; wareneingang; lieferung; "
    "lieferungen; einkauf; reception; livraison; livraisons; achats; recepcion; entrega; compras; recebimento; entradas; ricevimento; consegna; consegne; "
    "acquisti; ontvangen; ontvangst; levering; inkoop; приход; поступление; поставка; закупка; ontvangste; aankope; received on; date received; qty received; quantity received",
    Kind.CAMPAIGNS: "campaign; campaigns; promotions; marketing; kampagne; kampagnen; campagne; campagnes; campana; campanas; campanha; campanhas; campagna; кампании; veldtogte",
    Kind.INTERACTIONS: "interaction; interactions; call; calls; visit; visits; contact log; call log; follow up; contact type; outcome; kontakte; anrufe; besuche; "
    "appels; visites; llamadas; visitas; chiamate; contatti; gesprekken; звонки; обращения; oproepe; besoeke; interaction type; contact date",
    Kind.PRODUCTS: "price list; pricelist; products; catalogue; catalog; menu; preisliste; artikelliste; produkte; tarif; tarifs; produits; lista de precios; productos; "
    "lista de precos; produtos; listino; listino prezzi; prodotti; prijslijst; producten; прайс; прайс лист; товары; pryslys; produkte",
    Kind.CUSTOMERS: "customers; customer list; clients; contacts; kunden; kundenliste; clientes; clienti; klanten; клиенты; kliente; members",
}  # fmt: skip

# Words that tell a kind even as headings, where `delivery` and `costs` may stand in any file.
_HEADINGS: dict[Kind, str] = {
    Kind.SALES: _WORDS[Kind.SALES],
    Kind.RETURNS: _WORDS[Kind.RETURNS],
    Kind.EXPENSES: "expense; expenses; ausgabe; ausgaben; depense; depenses; gasto; gastos; despesa; despesas; spesa; spese; uitgaven; uitgawe; uitgawes; "
    "расход; расходы; paid to; payee",
    Kind.COUNTS: _WORDS[Kind.COUNTS],
    Kind.RECEIPTS: "goods received; received; date received; qty received; quantity received; received on; grn; purchase order; wareneingang; recu; recibido; "
    "recebido; ricevuto; ontvangen; ontvang; получено; приход; поступление",
    Kind.INTERACTIONS: _WORDS[Kind.INTERACTIONS],
}  # fmt: skip
_BALANCES = frozenset(
    {"balance", "saldo", "solde", "running balance", "kontostand", "baki", "остаток на счете"}
)


def _phrases(words: dict[Kind, str]) -> dict[Kind, tuple[str, ...]]:
    return {
        kind: tuple(heading_words(each) for each in phrases.split(";")) for kind, phrases in words.items()
    }


_AROUND_PHRASES, _HEADING_PHRASES = _phrases(_WORDS), _phrases(_HEADINGS)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a file: its fields, and the kinds that its headings and surroundings speak of."""

    held: frozenset[str]
    titles: frozenset[Kind]
    around: frozenset[Kind]

    def any(self, *fields: str) -> bool:
        return bool(self.held.intersection(fields))

    def all(self, *fields: str) -> bool:
        return self.held.issuperset(fields)

    def speaks(self, kind: Kind) -> bool:
        return kind in self.titles or kind in self.around

    @property
    def goods(self) -> bool:
        return self.any("product", "code")

    @property
    def who(self) -> bool:
        return self.any("customer", "customer_code")

    @property
    def money(self) -> bool:
        return self.any("price", "total")

    @property
    def returns(self) -> bool:
        """Whether it is about goods that came back: not beside sales, which have their own returns."""
        return (Kind.RETURNS in self.around and Kind.SALES not in self.around | self.titles) or (
            Kind.RETURNS in self.titles and Kind.SALES not in self.titles
        )


# The first rule that fits tells the kind and how sure it is.
_RULES: tuple[tuple[Kind, float, Callable[[_Facts], bool]], ...] = (
    (
        Kind.CAMPAIGNS,
        0.9,
        lambda it: it.all("campaign") and it.any("date", "budget", "ends_on") and not it.goods,
    ),
    (
        Kind.CAMPAIGNS,
        0.8,
        lambda it: (
            it.speaks(Kind.CAMPAIGNS)
            and it.all("date")
            and it.any("budget", "ends_on")
            and not it.any("quantity")
        ),
    ),
    (
        Kind.EXPENSES,
        0.9,
        lambda it: (
            it.speaks(Kind.EXPENSES)
            and it.all("date")
            and it.any("total", "price", "cost")
            and not it.any("quantity")
            and not (it.who and it.goods)
        ),
    ),
    (
        Kind.RECEIPTS,
        0.8,
        lambda it: (
            it.goods
            and it.any("quantity", "stock")
            and not it.who
            and not it.returns
            and (
                it.speaks(Kind.RECEIPTS)
                or (
                    it.all("date", "quantity", "supplier")
                    and it.any("unit_cost", "cost")
                    and not it.any("price")
                )
            )
        ),
    ),
    (
        Kind.COUNTS,
        0.8,
        lambda it: (
            it.goods
            and it.any("stock", "quantity")
            and not it.money
            and not it.who
            and (it.speaks(Kind.COUNTS) or it.any("stock"))
            and not it.any("reference", "lead_time", "reorder", "supplier")
        ),
    ),
    (
        Kind.RETURNS,
        0.8,
        lambda it: (
            it.goods
            and it.all("date")
            and it.returns
            and not it.any("sale_type")
            and (it.money or it.any("quantity"))
        ),
    ),
    (Kind.SALES, 0.95, lambda it: it.goods and it.money and it.all("date", "quantity")),
    (Kind.SALES, 0.8, lambda it: it.goods and it.money and it.all("date")),
    (Kind.SALES, 0.6, lambda it: it.goods and it.all("date")),
    (
        Kind.PRODUCTS,
        0.8,
        lambda it: (
            it.goods
            and it.money
            and not it.who
            and not it.any("reference")
            and (it.speaks(Kind.COUNTS) or Kind.PRODUCTS in it.around)
        ),
    ),
    (
        Kind.SALES,
        0.6,
        lambda it: it.goods and it.all("quantity") and (it.any("reference") or it.who or it.money),
    ),
    (
        Kind.PRODUCTS,
        0.9,
        lambda it: (
            it.goods
            and not it.who
            and not it.any("reference", "quantity")
            and it.any("price", "unit_cost", "cost")
        ),
    ),
    (
        Kind.PRODUCTS,
        0.6,
        lambda it: (
            it.goods
            and not it.who
            and not it.any("reference", "quantity")
            and it.any("total", "category", "supplier", "lead_time", "stock", "code")
        ),
    ),
    (
        Kind.INTERACTIONS,
        0.8,
        lambda it: (
            it.who
            and it.all("date")
            and not it.money
            and not it.any("quantity")
            and it.any("note", "channel")
        ),
    ),
    (
        Kind.CUSTOMERS,
        0.9,
        lambda it: (
            it.any("customer", "customer_code")
            and it.any("phone", "email")
            and not it.money
            and not it.any("quantity")
        ),
    ),
    (Kind.CUSTOMERS, 0.6, lambda it: it.any("customer") and not it.money and not it.any("quantity", "date")),
    (Kind.EXPENSES, 0.6, lambda it: it.all("date", "supplier") and it.money and not it.who),
    (Kind.SALES, 0.5, lambda it: it.all("date") and it.money),
    (Kind.ORDERS, 0.7, lambda it: it.all("date", "reference")),
    (Kind.COUNTS, 0.5, lambda it: it.goods and it.all("quantity")),
)


def speaks_of_returns(title: str) -> bool:
    """Whether a heading is about goods that came back."""
    return _speaks(_HEADING_PHRASES[Kind.RETURNS], [title])


def kind_of(fields: Collection[str], titles: Sequence[str], around: Sequence[str]) -> tuple[Kind, float]:
    """Give the kind and how sure it is (0 to 1). `around` holds the file's name, the sheet's, the title lines."""
    if "quantity" not in fields and any(heading_words(title) in _BALANCES for title in titles):
        return Kind.UNKNOWN, 0.0  # a bank statement
    facts = _Facts(
        frozenset(fields),
        frozenset(kind for kind, phrases in _HEADING_PHRASES.items() if _speaks(phrases, titles)),
        frozenset(kind for kind, phrases in _AROUND_PHRASES.items() if _speaks(phrases, around)),
    )
    return next(((kind, sure) for kind, sure, fits in _RULES if fits(facts)), (Kind.UNKNOWN, 0.0))


def _speaks(phrases: Iterable[str], texts: Sequence[str]) -> bool:
    padded = [f" {heading_words(text)} " for text in texts if text]
    return any(f" {phrase} " in text for phrase in phrases for text in padded)
