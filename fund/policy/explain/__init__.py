"""Explain: put findings into calm sentences, in Dutch and English, and say what a form must ask.

Begin with `sentences` (a finding as a sentence) and `questions` (the facts that a category needs).
"""
