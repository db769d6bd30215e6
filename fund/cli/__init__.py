"""The `fund` command: demo, serve, db, policy, ledger.

What needs two people (publish, release, close) has no command.
"""
