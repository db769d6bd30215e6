"""Stays (verblijf): admission and leaving, nights, fee orders (bijdragebesluiten), and costs as they arise.

Fee orders follow the Uitvoeringsbesluit Wmo 2015.

Others use `actions` (`admit`, `leave`, `order_fee`, `note_fee`, `note_cost`, `change_cost`, `drop_cost`);
`queries.stay`, `queries.costs`, `queries.fee_orders`; `bills.shelter_fee`, what a fee would come to.
Pure: `nights` (nights and units of a period), `fees` (what a night costs, when it is due), `rules` (what may be noted).
"""
