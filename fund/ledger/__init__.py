"""The books (administratie): earmarks (oormerken), entries (journaalposten), and the month close (maandafsluiting).

Entries are written once, each transfers cents from a credit to a debit account, and only along an allowed flow. An earmark's
counters are the running balances of its accounts, moved by the same statement that guards them; it is for some categories or for
every one, and the database takes no entry for another. The account of a category comes from the texts
(`texts.queries.cost_accounts`).

The pure nouns: chart (the other accounts, and the flows), journal (events to entries), chain (hashes), checks
(entries to errors).
Front door: `actions` (`lock`, `adopt_budget`, `reserve`, `free`, `commit`, `post`, `reverse`, `close_month`), `journal` for what
payouts post, `queries` for pages, `verify.verify`, `export` for downloads.
"""
