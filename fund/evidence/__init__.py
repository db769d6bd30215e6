"""Evidence (bewijsstukken, Awb 4:2): files rebuilt from their pixels and sealed, which only her shelter can read.

The fund sees only what the worker typed about a document.

Others use `actions.add`, `actions.correct`, `actions.attest`, `actions.doubt`;
`queries.evidence_of_resident` for her shelter, `queries.evidence_for_fund` for the fund.
"""
