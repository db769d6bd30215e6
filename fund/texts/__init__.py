"""The life of a policy text (beleidsregel): published, in force, followed by the next; never edited.

Front door: `queries.texts_of(session, region_id)`, every version of nation and region, which `policy.assess` takes; `queries.in_force`;
`actions.publish`.
"""
