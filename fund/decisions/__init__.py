"""Decisions (beschikkingen, Awb 1:3): grant in whole or in part, refuse, ask for completion; letters; objections.

Others use `actions` (`grant`, `propose_refusal`, `confirm`, `give_back`, `ask`, `register_objection`);
`queue.queue_page`, what waits for a decision; `case.case`, a claim with all that its decision needs; `queries.letter`.
"""
