"""The demo: three invented regions with people, stays and claims in every state.

Everything in it is done by the same actions that the views call. Others use `seed.afresh`.
"""
