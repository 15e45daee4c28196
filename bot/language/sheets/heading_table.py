"""The words over columns in the languages of the trade: en, de, fr, es, pt, it, nl, ru, af.

Folded as by `folding.heading_words`. Within a field the surer word comes first: `net sales` before `sales`.
What is weak (`amount`, `name`) stands in WEAK: it counts only where nothing better claims the column or the field.
"""

from __future__ import annotations

from bot.language.sheets.folding import heading_words

_STRONG: dict[str, str] = {
    "date": "date; sale date; sold on; order date; invoice date; transaction date; date of sale; created at; paid at; sales date; day; when; date time; datetime; "
    "timestamp; date sold; purchase date; billing date; posting date; trans date; date added; date paid; completed at; start date; starts on; "
    "starts; from; start; expense date; received on; date received; delivery date; count date; counted on; return date; "
    "datum; verkaufsdatum; bestelldatum; rechnungsdatum; belegdatum; buchungsdatum; tag; zeitstempel; startdatum; "
    "jour; date de vente; date vente; date facture; date commande; date heure; fecha; fecha de venta; fecha venta; dia; fecha factura; fecha hora; "
    "data; data da venda; data venda; data do pedido; data hora; data vendita; data ordine; giorno; verkoopdatum; orderdatum; dag; factuurdatum; "
    "дата; дата продажи; дата время; дата и время; дата заказа; дата операции; день; verkoopsdatum; datum verkoop; datum tyd",
    "time": "time; sale time; order time; transaction time; time of sale; hour; uhrzeit; zeit; heure; hora; hora venta; ora; orario; tijd; время; час; tyd",
    "product": "product name; item name; product detail; product details; product; item; item description; product description; lineitem name; stock item; goods; article; "
    "article name; description; product title; menu item; dish; sku name; item sold; product sold; what; particulars; products; items; "
    "artikel; artikelname; produkt; artikelbezeichnung; bezeichnung; produktname; ware; beschreibung; artikelbeschreibung; speise; "
    "article vendu; produit; designation; libelle; nom du produit; nom produit; intitule; description produit; "
    "producto; articulo; descripcion; nombre del producto; nombre producto; concepto; detalle; "
    "produto; descricao; nome do produto; nome produto; mercadoria; "
    "prodotto; articolo; descrizione; nome prodotto; merce; "
    "productnaam; omschrijving; artikelnaam; "
    "товар; наименование; продукт; наименование товара; название; название товара; номенклатура; изделие; блюдо; "
    "produk; beskrywing; produknaam; itemnaam",
    "code": "sku; stock code; product id; product code; item code; item id; barcode; ean; upc; plu; lineitem sku; item number; item no; code; "
    "stockcode; part number; article number; product sku; variant sku; "
    "artikelnummer; artikelnr; artikel nr; produktnummer; strichcode; code produit; reference produit; code article; code barre; "
    "codigo; codigo producto; codigo de barras; codigo do produto; codice; codice prodotto; codice articolo; productcode; streepjescode; "
    "артикул; код; код товара; штрихкод; штрих код; produkkode; kode; pizza id",
    "category": "category; product category; product line; item category; department; category name; product type; product group; group; "
    "kategorie; warengruppe; artikelgruppe; abteilung; produktgruppe; categorie; rayon; famille; categorie produit; "
    "categoria; familia; departamento; departamento producto; tipo de producto; gruppo; reparto; categoria prodotto; "
    "productgroep; afdeling; artikelgroep; категория; группа; группа товаров; отдел; kategorie produk; sub category; subcategory; collection",
    "quantity": "quantity; qty; how many; wie viele; combien; cuantos; quantos; quanti; hoeveel; сколько; quantity ordered; quantity sold; qty sold; units; units sold; lineitem quantity; no of units; number of items; "
    "item quantity; count; counted; pcs; pieces; number sold; order quantity; qty ordered; qty received; quantity received; "
    "received; counted quantity; counted qty; qty counted; number of; quant; qnty; q ty; quantity returned; returned quantity; qty returned; "
    "menge; anzahl; stuck; stuckzahl; verkaufte menge; stk; quantite; qte; nombre; quantite vendue; nb; unites; "
    "cantidad; cant; unidades; uds; cantidad vendida; quantidade; qtd; qtde; qnt; quantita; qta; pezzi; numero pezzi; "
    "aantal; hoeveelheid; stuks; количество; кол во; кол; шт; колво; продано; aantal verkoop; hoev; verkoop aantal",
    "price": "unit price; price each; price per unit; product price; item price; price; lineitem price; selling price; retail price; "
    "unit selling price; sale price; each; sell price; price unit; rate; unit rate; list price; unit amount; "
    "variant price; single price; price per item; "
    "einzelpreis; stuckpreis; preis; verkaufspreis; preis pro stuck; preis je stuck; e preis; vk; vk preis; "
    "prix unitaire; prix; pu; p u; prix de vente; prix vente; prix unit; "
    "precio unitario; precio; precio unidad; precio de venta; p unit; precio unit; pvp; "
    "preco unitario; preco; valor unitario; preco de venda; vlr unit; valor unit; "
    "prezzo unitario; prezzo; prezzo di vendita; prezzo unit; "
    "stukprijs; prijs; eenheidsprijs; prijs per stuk; verkoopprijs; "
    "цена; цена за единицу; цена за шт; цена продажи; стоимость единицы; "
    "prys; eenheidsprys; verkoopprys; prys per eenheid; prys elk",
    "total": "line total; net sales; total paid; total price; total amount; total sales; sales amount; total spent; total value; total; "
    "line amount; row total; amount paid; refund amount; amount refunded; refunded amount; refund total; extended price; sales total; item total; grand total; net amount; sum; turnover; revenue; sale amount; takings; "
    "final price; price total; total sale; gross sales; sales; gross amount; net total; sale value; sales value; subtotal; sub total; total collected; paid; "
    "gesamt; gesamtpreis; summe; gesamtbetrag; umsatz; betrag; gesamtsumme; zeilensumme; brutto; nettoumsatz; "
    "montant; total ligne; prix total; montant total; montant ttc; total ttc; chiffre d affaires; ca; somme; ventes; "
    "importe; importe total; precio total; monto; total venta; monto total; total linea; ventas; valor venta; "
    "valor total; preco total; total da venda; faturamento; vlr total; total geral; "
    "totale; importo; prezzo totale; importo totale; incasso; totale riga; fatturato; ricavo; "
    "totaal; bedrag; totaalprijs; totaalbedrag; omzet; regeltotaal; "
    "сумма; итого; стоимость; выручка; всего; общая сумма; сумма продажи; оборот; "
    "totale bedrag; verkope; omset; totale prys",
    "unit_cost": "unit cost; cost price; cost per unit; purchase price; buying price; cost each; cost per item; item cost; wholesale price; buy price; "
    "landed cost; average cost; avg cost; einkaufspreis; ek; ek preis; einstandspreis; prix d achat; prix achat; cout unitaire; "
    "precio de compra; precio compra; costo unitario; coste unitario; preco de custo; custo unitario; preco custo; preco de compra; "
    "prezzo di acquisto; costo unitario acquisto; prezzo acquisto; inkoopprijs; kostprijs; закупочная цена; себестоимость; цена закупки; "
    "kosprys; aankoopprys; inkoopprys; kosteprys",
    "cost": "cost of goods; cogs; cost of goods sold; total cost; line cost; cost; cost of sales; sales cost; wareneinsatz; kosten; cout; cout total; "
    "costo; coste; costo total; custo; custo total; costo totale; kosten totaal; общая себестоимость; koste",
    "profit": "profit; gross profit; gross income; margin; gross margin; net profit; earnings; gewinn; rohertrag; marge; deckungsbeitrag; "
    "benefice; ganancia; beneficio; utilidad; lucro; margem; utile; guadagno; margine; winst; прибыль; маржа; wins",
    "discount": "discount; discounts; discount amount; disc; rebate; lineitem discount; rabatt; nachlass; remise; reduction; descuento; dto; "
    "desconto; sconto; korting; скидка; afslag; discount percent; line discount",
    "tax": "tax; vat; taxes; tax amount; vat amount; sales tax; gst; tax 5%; mwst; ust; steuer; tva; taxe; iva; impuesto; imposto; igv; itbis; btw; ндс; налог; belasting",
    "customer": "customer name; customer; client; client name; buyer; buyer name; sold to; billing name; member; member name; account name; "
    "full name; customers; purchaser; contact name; shopper; patient; patient name; "
    "kunde; kundenname; kaufer; client nom; nom du client; nom client; acheteur; cliente; nombre del cliente; nombre cliente; comprador; "
    "nome do cliente; nome cliente; nominativo; acquirente; klant; klantnaam; koper; afnemer; "
    "клиент; покупатель; заказчик; имя клиента; фио; klient; klientnaam; kliente",
    "customer_code": "customer id; customer no; customer number; client id; customer code; member id; client no; user id; account number; account no; "
    "kundennummer; kundennr; kunden nr; kunden id; numero client; id client; n client; id cliente; numero cliente; codigo cliente; codice cliente; "
    "klantnummer; klant id; klantnr; id клиента; код клиента; klientnommer",
    "region": "region; area; city; suburb; town; province; state; district; country; branch; store; location; shop; outlet; territory; "
    "stadt; ort; bundesland; filiale; land; gebiet; ville; pays; magasin; ciudad; zona; provincia; tienda; sucursal; pais; "
    "cidade; estado; loja; bairro; regiao; pais regiao; regione; citta; negozio; zona vendita; comune; paese; regio; plaats; stad; winkel; vestiging; "
    "регион; город; магазин; филиал; область; район; streek; dorp; voorstad; address; store name; location name; purchase address; shipping city",
    "phone": "phone; phone number; mobile; cell; cellphone; tel; telephone; contact number; whatsapp; mobile number; cell number; msisdn; contact no; "
    "customer phone; billing phone; telefon; telefonnummer; handy; mobil; telefono; celular; movil; telefone; telemovel; cellulare; "
    "telefoon; telefoonnummer; mobiel; телефон; номер телефона; мобильный; foon; foonnommer; selfoon; selnommer",
    "email": "email; e mail; email address; mail; e mail adresse; courriel; correo; correo electronico; correo e; indirizzo email; e mailadres; эл почта; почта; epos",
    "payment": "payment method; payment; payment type; tender; tender type; paid by; pay method; mode of payment; payment mode; paid with; "
    "method of payment; card type; zahlungsart; zahlung; bezahlart; zahlungsmittel; zahlweise; mode de paiement; paiement; moyen de paiement; reglement; "
    "forma de pago; metodo de pago; pago; medio de pago; forma de pagamento; pagamento; metodo di pagamento; tipo pagamento; "
    "betaalwijze; betaling; betaalmethode; betaalmiddel; оплата; способ оплаты; тип оплаты; форма оплаты; betaalmetode; betaal met",
    "reference": "invoice no; invoice number; invoice id; invoice; order id; order number; order no; receipt number; receipt no; receipt; transaction id; "
    "transaction number; transaction no; transaction; bill no; bill number; order; ticket; ticket number; sale id; sale number; reference; ref; basket id; "
    "document number; slip no; slip; voucher; po number; purchase order; po; delivery note; grn; check number; check; trans id; "
    "rechnungsnummer; rechnung; rechnungsnr; belegnummer; belegnr; beleg; bestellnummer; bon; bonnummer; bestellung; bon nr; auftrag; "
    "facture; numero de facture; n facture; numero facture; commande; n commande; ticket de caisse; numero commande; "
    "factura; numero de factura; n factura; pedido; numero de pedido; recibo; n pedido; "
    "nota fiscal; nf; cupom; numero do pedido; numero pedido; fatura; "
    "fattura; numero fattura; scontrino; ordine; ricevuta; numero ordine; n scontrino; "
    "factuur; factuurnummer; bestelling; bestelnummer; ordernummer; bonnr; kassabon; "
    "чек; номер чека; накладная; счет; номер заказа; заказ; документ; faktuur; faktuurnommer; bestelnommer; kwitansie",
    "note": "note; notes; comment; comments; remark; remarks; memo; reason; outcome; summary; message; notiz; bemerkung; bemerkungen; kommentar; hinweis; "
    "remarque; commentaire; commentaires; nota; notas; comentario; comentarios; observaciones; observacion; observacoes; obs; observacao; "
    "commento; annotazioni; opmerking; opmerkingen; toelichting; комментарий; примечание; заметка; примечания; aantekening; opmerkings; nota s",
    "stock": "stock; on hand; in stock; stock on hand; quantity on hand; qty on hand; soh; current stock; stock level; stock quantity; inventory; "
    "stock qty; available; variant inventory qty; bestand; lagerbestand; lager; vorrat; en stock; stock actuel; existencias; existencia; inventario; "
    "estoque; quantidade em estoque; giacenza; scorta; disponibilita; voorraad; op voorraad; остаток; остатки; на складе; наличие; voorhande; in voorraad; voorraad op hand",
    "lead_time": "lead time; lead time days; delivery days; delivery time; lieferzeit; lieferzeit tage; wiederbeschaffungszeit; delai; delai de livraison; "
    "plazo de entrega; plazo; prazo de entrega; prazo; tempo di consegna; levertijd; срок поставки; lewertyd; days to deliver",
    "reorder": "reorder quantity; reorder qty; reorder level; reorder point; reorder; min stock; minimum stock; low stock; order multiple; pack size; "
    "mindestbestand; meldebestand; bestellmenge; seuil; stock minimum; stock minimo; estoque minimo; punto de pedido; scorta minima; "
    "minimumvoorraad; bestelpunt; минимальный остаток; herbestel; herbestelpunt",
    "supplier": "supplier; vendor; supplier name; vendor name; manufacturer; brand owner; paid to; payee; lieferant; hersteller; fournisseur; proveedor; "
    "fornecedor; fornitore; leverancier; поставщик; verskaffer; leweransier; received from; delivered by",
    "ends_on": "end date; ends on; ends; end; to; until; finish; finish date; enddatum; ende; bis; date de fin; fin; fecha fin; fecha final; hasta; "
    "data fim; ate; data fine; fine; einddatum; tot; einde; дата окончания; окончание; конец; eindig",
    "budget": "budget; spend; ad spend; campaign cost; amount spent; budget spent; werbebudget; depense; presupuesto; gasto; orcamento; verba; spesa; budget eur; бюджет; begroting",
    "channel": "channel; medium; platform; via; kanal; canal; canale; kanaal; канал; contact method; contact type; interaction type; kontaktart; media",
    "campaign": "campaign; campaign name; promotion; promo; kampagne; aktion; werbeaktion; campagne; promotion name; campana; promocion; campanha; promocao; "
    "campagna; promozione; actie; кампания; акция; veldtog",
    "sale_type": "receipt type; event type; sale type; type; transaction type; record type; belegart; vorgang; tipo; tipo de transaccion; transactietype; тип; тип операции; type of sale",
    "status": "status; order status; sale status; state of order; financial status; payment status; bestellstatus; statut; estado del pedido; situacao; stato; статус; cancelled",
}  # fmt: skip

_WEAK: dict[str, str] = {
    "total": "amount; value; gross; net; price paid; income; dollar value; money; cash; amount due; netto; valor; valeur; wert; waarde; prix paye",
    "quantity": "items; products; amount; number; no; sold; volume; nr; q; num; cds; menge verkauft; numero; verkauft",
    "product": "name; title; nom; nombre; nome; naam; имя; text; bezeichner; sku; service; variant; type of item; detail; details; stock; transaction details",
    "customer": "name; nom; nombre; nome; naam; имя; contact; person; account; who; phone holder",
    "price": "unit; value; amount; cost; valor; unit value; eur; p",
    "unit_cost": "cost; costo; custo; cout; kosten; koste; coste",
    "cost": "wholesale; purchase",
    "category": "type; class; section; sort; segment; tipo; typ; tags; product category name; genre",
    "region": "place; address; store location; market; shipping address; zone; adresse; direccion; endereco; indirizzo; adres; адрес; pos; till; address line",
    "reference": "id; no; nr; bill; number; doc; ref no; document; row id; n",
    "note": "expense; expenses; spent on; expense type; ausgabe; depense; gasto; despesa; spesa; uitgave; расход; description; details; text; purpose; subject; info; topic; what; reference; concept",
    "date": "month; period; created; updated; year month; mois; mes; monat; maand; месяц; date de; time; completed; processed",
    "customer_code": "customer; member; loyalty card",
    "payment": "cash or card; method; type of payment; card; tender name; mode",
    "channel": "type; source; method; how",
    "campaign": "name; title; offer",
    "supplier": "from; company; brand; shop",
    "stock": "quantity; qty; count; units; bestand menge",
    "ends_on": "last day",
    "budget": "cost; amount; total",
}  # fmt: skip

CALENDAR = frozenset(
    ["year", "month", "hour", "weekday", "week", "day", "quarter", "weekday", "name", "day", "of", "week", "dow", "month", "name", "jahr", "monat", "woche", "wochentag", "stunde", "annee", "mois", "semaine", "ano", "mes", "semana", "anno", "mese", "settimana", "jaar", "maand", "год", "месяц", "неделя", "row", "line", "row", "id", "row", "number", "index", "id"]
) | {"weekday name", "day of week", "month name", "row id", "row number", "day name", "line number"}  # fmt: skip
"""Headings of columns that repeat the date or count the lines: no product of a wide table."""


def _table(words: dict[str, str]) -> dict[str, dict[str, int]]:
    return {
        field: {heading_words(phrase): rank for rank, phrase in reversed(list(enumerate(phrases.split(";"))))}
        for field, phrases in words.items()
    }


STRONG = _table(_STRONG)
WEAK = _table(_WEAK)
"""Field -> heading -> rank, 0 the surest."""
