"""Regions and their legal form, the shelters (opvanginstellingen) in them, and their funds. Its desk is in people.

Front door: `queries.region`, `queries.shelters`, `queries.fund_of`; `actions.found`.
"""
