"""What becomes a debt (schuld), and when: accrued, claimed, granted, paid and still open. Reads only.

Others use `queries.owed` with `rules.diary` (a shelter's days ahead), `queries.of_resident` (one resident's overview).
"""
