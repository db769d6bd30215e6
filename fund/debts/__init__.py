"""What becomes a debt (schuld), and when: accrued, claimed, granted, paid and still open. Reads only.

Front door: `queries.diary` (a shelter's days ahead), `queries.resident` (one resident's overview).
"""
