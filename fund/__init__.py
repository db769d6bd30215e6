"""Kostenfonds: a fund that pays for shelter, so that no debt forms.

The order of the packages is the order of a claim's life: each may import those before it, and none of those after it.

    core       errors, money, calendar, references  payees     who is paid, and whether that is safe
    policy     the rules, pure                      stays      stays, nights, fee orders, costs
    db         base of the tables, column types     claims     claims and their lines
    keyset     pages of long lists                  decisions  assessment to decision, letters, objections
    trail      audit events and the access log      payouts    batches, the bank's files out and in
    web        the web layer                        debts      what is due when (reads only)
    regions    regions, shelters, funds             oversight  regions compared (reads only)
    keys       seal, open, erase                    home       what waits for each role
    people     accounts, and who may do what        app        settings, web layer, blueprints
    texts      policy texts and their versions      demo       seed and simulation
    ledger     budgets, entries, month close        cli        the `fund` command
    residents  pseudonyms and sealed facts
    evidence   files, rebuilt and sealed
"""
