"""Oversight (toezicht): regions side by side, without anybody's name. Reads only.

Others use `queries.regions`. A group under 10 is never shown.
"""
