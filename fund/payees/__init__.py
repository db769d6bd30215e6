"""Payees (begunstigden): who is paid, on which account, and whether paying them is safe for her.

Front door: `actions.register`, `actions.check`, `actions.choose_route`; `queries.destination` and `queries.for_payment`.
"""
