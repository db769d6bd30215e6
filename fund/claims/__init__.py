"""Claims (aanvragen, Awb 4:1) and their lines: draft, submit, complete, withdraw. What was granted is kept on the line.

Others use `actions`, the only verbs for other packages; `dossier.Dossier`, a claim with all that is read of it;
`queries.claim`, `queries.own_claim`, `queries.life`; `assessment.policy_claim` and `assessment.assess`, a claim as the
policy reads it; `precheck.precheck`, what it would come to; `rules.NEXT`, the table of its states.
"""
