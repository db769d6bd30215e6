"""Regions and their legal form, the shelters (opvanginstellingen) in them, and their funds. No views of its own.

Others use `queries.region`, `queries.shelters`, `queries.fund_of`; `actions.found`, `actions.endow`,
`actions.open_shelter`.
"""
