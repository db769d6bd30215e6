"""Words that all rooms share: errors, money, calendar, references. Pure: no clock, no chance, no database."""
