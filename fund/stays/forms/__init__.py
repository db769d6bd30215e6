"""The forms of stays, fee orders and costs. A cost's form asks what its text needs, and nothing else (Awb 4:4)."""
