"""What a limit leaves of a line, after what was granted before."""

from tests.policy.texts import assess, claim, granted, line, outcome, past


def test_once_is_once_a_stay() -> None:
    moving = line("MOVING", "600.00")
    assert granted(claim(moving, history=(past("MOVING", "450.00", same=["resident", "stay"]),))) == [15000]
    assert granted(claim(moving, history=(past("MOVING", "450.00", same=["resident"]),))) == [60000]
    assert granted(claim(moving, history=(past("PETS", "450.00"),))) == [60000]
    assert granted(claim(line("MOVING", "400.00"), line("MOVING", "400.00"))) == [40000, 20000]


def test_a_year_is_a_calendar_year() -> None:
    health = line("HEALTH_EXCESS", "385.00")
    assert granted(claim(health, history=(past("HEALTH_EXCESS", "100.00", on="2026-01-01", same=["resident"]),))) == [
        28500
    ]
    assert granted(claim(health, history=(past("HEALTH_EXCESS", "100.00", on="2025-12-31", same=["resident"]),))) == [
        38500
    ]


def test_a_school_year_begins_in_august() -> None:
    school = line("SCHOOL", "300.00")
    assert granted(claim(school, history=(past("SCHOOL", "100.00", on="2026-08-01"),), children=1)) == [20000]
    assert granted(claim(school, history=(past("SCHOOL", "100.00", on="2026-07-31"),), children=1)) == [30000]


def test_travel_is_bound_by_the_month_and_the_flight_is_not() -> None:
    trip = line("TRAVEL", "200.00", facts={"flight": False})
    assert granted(claim(trip, trip)) == [20000, 5000]
    assert granted(claim(trip, trip | {"from": "2026-10-01", "until": "2026-10-02"})) == [20000, 20000]
    flight = line("TRAVEL", "900.00", facts={"flight": True})
    assert granted(claim(flight, trip, flight)) == [90000, 20000, 90000]
    assert granted(claim(trip, history=(past("TRAVEL", "900.00", on="2026-09-01", unlimited=True),))) == [20000]
    assert granted(claim(trip, history=(past("TRAVEL", "100.00", on="2026-09-01"),))) == [15000]
    assert outcome(line("TRAVEL", "20.00")) == "incomplete"


def test_what_was_granted_for_the_last_day_of_a_month_leaves_the_next_month_whole() -> None:
    trip = line("TRAVEL", "250.00", facts={"flight": False})
    assert granted(claim(trip, history=(past("TRAVEL", "100.00", on="2026-08-31"),))) == [25000]


def test_travel_over_two_months_has_two_months() -> None:
    both = line("TRAVEL", "600.00", from_="2026-09-15", until="2026-10-15", facts={"flight": False})
    assert granted(claim(both)) == [50000]


def test_locks_are_bound_by_the_event() -> None:
    locks = line("SAFETY", "500.00")
    assert granted(claim(locks, locks)) == [50000, 25000]
    assert granted(claim(locks, history=(past("SAFETY", "500.00"),))) == [50000]
    assert granted(claim(locks, history=(past("SAFETY", "500.00", same=["resident", "stay", "event"]),))) == [25000]


def test_days_of_living_money_run_out_and_the_claim_is_cut_in_proportion() -> None:
    living = line("LIVING", "147.80", units=10, from_="2026-08-01", until="2026-08-11")
    assert granted(claim(living, history=(past("LIVING", "1000.00", 85),))) == [6 * 1478]
    assert granted(claim(living, history=(past("LIVING", "0.00", 91),))) == [0]


def test_months_beyond_the_most_take_their_part_of_the_claim_half_up() -> None:
    care = line("CHILDCARE", "400.01", units=4)
    assert granted(claim(care)) == [30001]
    assert granted(claim(care, history=(past("CHILDCARE", "100.00", 1),))) == [20001]


def test_units_are_drawn_also_at_nought_and_a_cap_by_unit_is_cumulative() -> None:
    cheap = line("STORAGE", "10.00", units=1)
    dear = line("STORAGE", "500.00", units=1)
    assert granted(claim(cheap, dear)) == [1000, 23000]
    nothing = line("STORAGE", "10.00", units=1, received="10.00")
    assert assess(claim(nothing)).lines[0].units == 1
    assert granted(claim(nothing, dear)) == [0, 24000]


def test_a_line_that_is_asked_or_refused_draws_nothing() -> None:
    refused = line("MOVING", "600.00", payee="court")
    assert granted(claim(refused, line("MOVING", "600.00"))) == [0, 60000]
    assert assess(claim(refused)).lines[0].units == 0


def test_a_sum_of_earlier_grants_counts_as_one() -> None:
    assert granted(claim(line("MOVING", "600.00"), history=(past("MOVING", "100.00", 3, times=3),))) == [50000]


def test_another_programmes_grants_do_not_count() -> None:
    assert granted(claim(line("MOVING", "600.00"), history=(past("MOVING", "100.00", programme="elders"),))) == [60000]
