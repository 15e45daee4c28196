"""What a file is about, by the fields that it holds and by the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.sheets.folding import heading_words
from bot.language.sheets.sheet import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORDS: dict[Kind, str] = {
    Kind.SALES: "sales; sale; sold; orders; verkauf; verkaufe; umsatz; umsatzliste; ventes; vente; ventas; venta; vendas; venda; vendite; vendita; verkoop; "
    "verkopen; verkope; продажи; daybook; transactions; takings",
    Kind.RETURNS: "return; returns; returned; refund; refunds; refunded; credit note; credit notes; retoure; retouren; ruckgabe; ruckgaben; retour; retours; remboursement; "
    "devolucion; devoluciones; devolucao; devolucoes; reso; resi; возврат; возвраты; terugbetaling; teruggawe",
    Kind.EXPENSES: "expense; expenses; spending; outgoings; costs; ausgabe; ausgaben; kosten; depense; depenses; frais; gasto; gastos; despesa; despesas; spesa; spese; uitgaven; uitgawe; uitgawes; расход; расходы; bills; petty cash; paid to; payee",
    Kind.COUNTS: "stock count; stocktake; stock take; inventory count; inventory; counted; count; stock; inventur; bestand; inventaire; inventario; contagem; "
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
_BALANCES = frozenset(
    {"balance", "saldo", "solde", "running balance", "kontostand", "baki", "остаток на счете"}
)
_PHRASES = {kind: tuple(heading_words(each) for each in words.split(";")) for kind, words in _WORDS.items()}


def words_for(kind: Kind, texts: Iterable[str]) -> int:
    """Count the words around a table (headings, titles, its name) that speak for a kind."""
    padded = [f" {heading_words(text)} " for text in texts if text]
    return sum(any(f" {phrase} " in text for text in padded) for phrase in _PHRASES[kind])


def kind_of(fields: Collection[str], titles: Iterable[str], around: Iterable[str]) -> tuple[Kind, float]:  # noqa: C901 - one rule a kind
    """Give the kind and how sure it is (0 to 1). `around` holds the file's name, the sheet's, the title lines."""
    held = set(fields)
    titles, around = list(titles), list(around)
    speaks = {kind: words_for(kind, titles) + 2 * words_for(kind, around) for kind in _PHRASES}
    if words_for(Kind.SALES, around):
        speaks[Kind.RETURNS] = words_for(Kind.RETURNS, titles)
    if words_for(Kind.SALES, titles):
        speaks[Kind.RETURNS] = 0
    if any(heading_words(title) in _BALANCES for title in titles) and "quantity" not in held:
        return Kind.UNKNOWN, 0.0
    goods = bool(held & {"product", "code"})
    who = bool(held & {"customer", "customer_code"})
    money = bool(held & {"price", "total"})
    if "campaign" in held and (held & {"date", "budget", "ends_on"}) and not goods:
        return Kind.CAMPAIGNS, 0.9
    if speaks[Kind.CAMPAIGNS] and "date" in held and held & {"budget", "ends_on"} and "quantity" not in held:
        return Kind.CAMPAIGNS, 0.8
    if (
        speaks[Kind.EXPENSES]
        and "date" in held
        and held & {"total", "price", "cost"}
        and not (who and goods)
        and "quantity" not in held
    ):
        return Kind.EXPENSES, 0.9
    if (
        goods
        and speaks[Kind.RECEIPTS]
        and held & {"quantity", "stock"}
        and not who
        and not speaks[Kind.RETURNS]
    ):
        return Kind.RECEIPTS, 0.8
    if (
        goods
        and "date" in held
        and "supplier" in held
        and held & {"unit_cost", "cost"}
        and "quantity" in held
        and not who
        and "price" not in held
    ):
        return Kind.RECEIPTS, 0.7
    if (
        goods
        and held & {"stock", "quantity"}
        and not money
        and not who
        and (speaks[Kind.COUNTS] or "stock" in held)
        and "reference" not in held
        and not held & {"lead_time", "reorder", "supplier"}
    ):
        return Kind.COUNTS, 0.8
    if (
        goods
        and "date" in held
        and speaks[Kind.RETURNS]
        and "sale_type" not in held
        and (money or "quantity" in held)
    ):
        return Kind.RETURNS, 0.8
    if goods and "date" in held:
        return Kind.SALES, 0.95 if money and "quantity" in held else 0.8 if money else 0.6
    if goods and "quantity" in held and ("reference" in held or who or money):
        return Kind.SALES, 0.6
    if (
        goods
        and not who
        and "reference" not in held
        and "quantity" not in held
        and held
        & {"price", "total", "unit_cost", "cost", "category", "supplier", "lead_time", "stock", "code"}
    ):
        return Kind.PRODUCTS, 0.9 if held & {"price", "unit_cost", "cost"} else 0.6
    if who and "date" in held and not money and "quantity" not in held and held & {"note", "channel"}:
        return Kind.INTERACTIONS, 0.8 if speaks[Kind.INTERACTIONS] or "channel" in held else 0.6
    if (
        held & {"customer", "customer_code", "email"}
        and not money
        and "quantity" not in held
        and held & {"phone", "email", "region", "note", "customer"}
    ):
        return Kind.CUSTOMERS, 0.9 if held & {"phone", "email"} else 0.6
    if "date" in held and money:
        expenses = "supplier" in held and not who
        return (Kind.EXPENSES, 0.6) if expenses else (Kind.SALES, 0.5)
    if "date" in held and "reference" in held:
        return Kind.ORDERS, 0.7
    if goods and "quantity" in held:
        return Kind.COUNTS, 0.5
    return Kind.UNKNOWN, 0.0
