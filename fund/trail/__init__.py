"""The trail (inzage- en mutatielog): steps, what was done, and looks, who saw what. Written once, never changed.

Front door: `actions.step` and `actions.look`; a claim's page reads `queries.life`. No views of its own.
"""
