"""Where a period line is cut."""

from datetime import date

from fund import policy
from tests.policy.texts import nation, texts

FACTS = {"admitted_on": date(2026, 8, 1), "left_on": date(2026, 10, 1)}


def edges(category: str, from_: date, until: date, *known: policy.Policy) -> list[str]:
    found = policy.cuts(category, from_, until, known or texts("havenmond"), FACTS)
    assert found[0][0] == from_ and found[-1][1] == until
    assert all(end == start for (_, end), (start, _) in zip(found, found[1:], strict=False))
    return [start.isoformat() for start, _ in found[1:]]


def test_a_line_inside_the_window_and_one_version_is_not_cut() -> None:
    assert edges("STORAGE", date(2026, 8, 1), date(2026, 12, 1)) == []


def test_a_line_over_an_edge_of_the_window_is_cut_there() -> None:
    assert edges("STORAGE", date(2026, 6, 1), date(2026, 9, 1)) == ["2026-07-02"]
    assert edges("STORAGE", date(2027, 9, 1), date(2027, 12, 1)) == ["2027-10-02"]
    assert policy.cuts("STORAGE", date(2027, 9, 1), date(2027, 12, 1), texts(), {"admitted_on": date(2026, 8, 1)}) == [
        (date(2027, 9, 1), date(2027, 12, 1))
    ]


def test_a_shelter_fee_is_cut_where_the_statement_begins_to_be_asked() -> None:
    assert edges("SHELTER_FEE", date(2026, 12, 1), date(2027, 3, 1)) == ["2027-01-31"]


def test_a_line_is_cut_where_a_text_or_an_amount_of_its_own_changes() -> None:
    row = next(row for row in nation().toml.split("\n") if row.startswith("pets_day "))
    raised = row[:-2] + ', { from = 2026-09-10, eur = "16.00", source = "s" } ]'
    first = policy.read(nation().toml.replace(row, raised))
    second = policy.read(nation().toml.replace("from = 2026-01-01\nclock", "from = 2026-09-20\nclock"))
    assert edges("PETS", date(2026, 9, 1), date(2026, 10, 1), first, second) == ["2026-09-10", "2026-09-20"]
    assert edges("STORAGE", date(2026, 9, 1), date(2026, 10, 1), first, second) == ["2026-09-20"]
    by_filing = policy.read(nation().toml.replace('clock = "cost"', 'clock = "filing"').replace(row, raised))
    assert edges("PETS", date(2026, 9, 1), date(2026, 10, 1), by_filing) == []


def test_a_yearly_cap_cuts_at_the_year() -> None:
    assert edges("HEALTH_OTHER", date(2026, 12, 1), date(2027, 2, 1)) == ["2027-01-01"]
    assert edges("SCHOOL", date(2026, 7, 20), date(2026, 9, 1)) == ["2026-08-01"]
