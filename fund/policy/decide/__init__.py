"""Decide: read each line of a claim under the rules and collect every finding.

Begin with `claim` (what is assessed), `engine` (in which order, and the national floor) and `assessment` (the outcome).
"""
