"""Kostenfonds: a fund that pays for shelter, so that no debt forms.

The order of the packages is the order of a claim's life: each may import those before it, and none of those after it.

    core       errors, money, calendar, references  payees     who is paid, and whether that is safe
    policy     the rules, pure                      stays      stays, nights, fee orders, costs
    db         base of the tables, column types     claims     claims and their lines
    trail      audit events and the access log      decisions  assessment to decision, letters, objections
    web        the web layer                        payouts    batches, the bank's files out and in
    regions    regions, shelters, funds             debts      what is due when (reads only)
    keys       seal, open, erase                    oversight  regions compared (reads only)
    people     accounts, and who may do what        home       what waits for each role
    texts      policy texts and their versions      app        settings, web layer, blueprints
    ledger     budgets, entries, month close        demo       seed and simulation
    residents  pseudonyms and sealed facts          cli        the `fund` command
    evidence   files, rebuilt and sealed
"""
