"""Payees (begunstigden, Awb 4:89): who is paid, on which account, and whether paying them is safe for the resident.

Others use `actions.register`, `actions.check`, `actions.choose_route`; `queries.payee`, `queries.destination` and
`queries.for_payment`; `rules.allowed`, which ways of paying are safe.
"""
