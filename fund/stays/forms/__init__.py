"""The forms of stays, fee orders and costs. A cost's form asks what its policy text needs, nothing else (Awb 4:4)."""
