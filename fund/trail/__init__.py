"""The trail (inzage- en mutatielog): audit events say what was done, the access log who saw what. Rows never change.

Others use `actions.record` (reached by `people.act.Act.record`) and `actions.log_access`; a claim's page reads
`queries.life`. No views of its own.
"""
