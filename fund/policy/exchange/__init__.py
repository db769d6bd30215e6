"""Exchange: read a claim from JSON, write it and its assessment as JSON, and keep a receipt that can be run again.

Begin with `claim_reader` (each fault names its key) and `receipt` (the same texts and facts give the same bytes).
"""
