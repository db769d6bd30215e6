"""The life of a policy text (beleidsregel): published, in force, followed by the next; never edited.

What categories, payees and kinds of evidence there are, and what they are called, comes from the texts alone
(`catalogue`). So does the account of each category in the books (`accounts`), which is opened when the first text with
the category is published.

Others use `queries.texts_of(session, region_id)`, every version of nation and region, which `policy.assess` takes;
`queries.in_force`, `queries.catalogue`, `queries.cost_accounts`; `actions.publish`.
"""
