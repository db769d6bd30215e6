"""The books (administratie): budgets (oormerken), entries (journaalposten), and the month close (maandafsluiting).

Entries are written once; each transfers cents from a credit to a debit account, and only along an allowed flow.
A budget's counters are the running balances of its accounts, moved by the same statement that guards them. A budget
is for some categories of cost or for every one, and the database takes no entry for another. The account of a
category comes from the texts (`texts.queries.cost_accounts`).

Pure: `chart` (the other accounts, and the flows), `journal` (events to entries), `chain` (hashes), `checks` (entries
to errors).
Others use `actions` (`lock`, `adopt_budget`, `reserve`, `free`, `commit`, `post`, `reverse`, `close_month`),
`journal` for what payouts post, `queries` for pages, `verify.verify`, and `export` for downloads.
"""
