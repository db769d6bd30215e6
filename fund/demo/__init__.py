"""The demo: three invented regions with people, stays and claims in every state, made by the same actions as the views use.

Front door: `seed.afresh`.
"""
