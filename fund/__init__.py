"""Kostenfonds: a fund that pays for shelter, so that no debt forms.

The order of the rooms is the order of a claim's life. Later rooms may look back; earlier rooms never look ahead.

    core       words that all rooms share           stays      stays, nights, fee orders, costs
    policy     the rules, pure                      claims     claims and their lines
    db         tables' common ground                decisions  assessment to decision, letters
    trail      what was done, who saw what          payouts    batches, the bank's files out and in
    web        the doors                            debts      what is due when (reads only)
    regions    regions, shelters, funds             oversight  regions compared (reads only)
    keys       seal, open, erase                    home       what waits for each role
    people     accounts, and who may do what        app        settings, doors, rooms
    texts      the life of a region's policy text   demo       seed and simulation
    ledger     earmarks, entries, month close       cli        the `fund` command
    residents, evidence, payees
"""
