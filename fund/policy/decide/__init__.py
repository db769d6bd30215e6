"""Decide: read each line of a claim under the rules and collect every finding.

Begin with `claim` (what is read), `engine` (the order of it, and the national floor) and `assessment` (what comes of it).
"""
