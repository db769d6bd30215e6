"""Evidence (bewijsstukken): files rebuilt from pixels and sealed, read in her shelter only; the fund sees what was typed of them.

Front door: `actions.add`, `actions.correct`, `actions.attest`, `actions.doubt`;
`queries.of_resident` for her shelter, `queries.for_fund` for the fund.
"""
