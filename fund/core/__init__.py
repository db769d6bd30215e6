"""What every package uses: errors, money, the calendar, references. Pure: no clock, no randomness, no database.

Law word: termijnen (terms), in `calendar`. Others use `errors.Refusal` and its kinds, `money.Cents`, `calendar.Month`.
"""
