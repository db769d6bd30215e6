"""Who may decide, what a decision must say, and its terms."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.core.calendar import is_working_day
from fund.core.errors import NotAllowed, Refusal
from fund.decisions import rules, terms
from fund.decisions.reasons import LESS, SAID, Code
from fund.decisions.rules import ByRules, Field, Given, Unreasoned

WORKER, FIRST, SECOND = UUID(int=1), UUID(int=2), UUID(int=3)
WORDS = "Het fonds betaalt dit niet, want de gemeente doet dat al."
HOUSING = ByRules(position=1, claimed=345000, received=0, granted=279879, units=3, floor=279879, floor_units=3)


def faults(*rows: tuple[ByRules, Given], hardship: str = "") -> list[tuple[int | None, Field]]:
    try:
        rules.refuse_unreasoned(rows, hardship)
    except Unreasoned as refused:
        return [(fault.position, fault.field) for fault in refused.faults]
    return []


class TestWho:
    def test_who_filed_never_decides(self) -> None:
        with pytest.raises(NotAllowed, match="zelf ingediend"):
            rules.refuse_filer(WORKER, {WORKER, None})
        rules.refuse_filer(FIRST, {WORKER, None})

    def test_who_left_her_shelter_is_barred_for_twelve_months(self) -> None:
        with pytest.raises(NotAllowed, match="bij deze opvang"):
            rules.refuse_colleague([date(2026, 1, 31)], date(2027, 1, 30))
        rules.refuse_colleague([date(2026, 1, 31)], date(2027, 1, 31))

    def test_who_still_works_there_is_barred_whatever_she_left_before(self) -> None:
        with pytest.raises(NotAllowed):
            rules.refuse_colleague([date(2020, 1, 1), None], date(2026, 11, 23))

    def test_the_second_is_not_the_first(self) -> None:
        with pytest.raises(NotAllowed, match="zelf voorgesteld"):
            rules.refuse_first(FIRST, FIRST)
        rules.refuse_first(SECOND, FIRST)

    @pytest.mark.parametrize(
        ("granted", "above", "second"),
        [(0, None, True), (1, None, False), (500000, 500000, False), (500001, 500000, True)],
    )
    def test_a_full_refusal_and_a_sum_above_the_limit_need_a_second(
        self, granted: int, above: int | None, second: bool
    ) -> None:
        assert rules.needs_second(granted, above) is second


class TestWhatItSays:
    def test_what_the_rules_give_in_full_needs_no_words(self) -> None:
        whole = ByRules(position=1, claimed=105000, received=0, granted=105000)
        assert faults((whole, Given(105000))) == []

    def test_what_others_paid_is_not_asked(self) -> None:
        living = ByRules(position=1, claimed=45000, received=10000, granted=35000)
        assert faults((living, Given(35000))) == []
        assert faults((living, Given(35001, Code.HARDSHIP_WEIGHED)), hardship=WORDS) == [(1, Field.CENTS)]

    def test_less_than_asked_needs_a_code_and_words(self) -> None:
        assert faults((HOUSING, Given(279879))) == [(1, Field.CODE), (1, Field.REASON)]
        assert faults((HOUSING, Given(279879, Code.ABOVE_MAXIMUM, "te veel"))) == [(1, Field.REASON)]
        assert faults((HOUSING, Given(279879, Code.ABOVE_MAXIMUM, WORDS))) == []

    def test_below_the_rules_another_reason_will_do(self) -> None:
        assert faults((HOUSING, Given(100, Code.COVERED_ELSEWHERE, WORDS))) == []

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (
                Given(100, Code.GRANTED_BY_RULE, WORDS),
                "Kies onder “Minder, om een andere reden” waarom u daaronder blijft.",
            ),
            (
                Given(100, Code.ABOVE_MAXIMUM, WORDS),
                "Deze reden past hier niet: de regels geven 279879 en u geeft minder.",
            ),
            (
                Given(100, Code.NO_HARDSHIP, WORDS),
                "Deze reden past hier niet: de regels geven 279879 en u geeft minder.",
            ),
            (Given(100, Code.HARDSHIP_WEIGHED, WORDS), "Deze reden hoort bij meer dan de regels geven (279879)."),
            (Given(279879, Code.HARDSHIP_WEIGHED, WORDS), "Deze reden hoort bij meer dan de regels geven (279879)."),
            (Given(279879, Code.GRANTED_BY_RULE, WORDS), "Kies waarom u minder toekent dan er gevraagd is."),
            (
                Given(345000, Code.NOT_HER_COST, WORDS),
                "Deze reden hoort bij minder dan er gevraagd is. Kies er een onder “Toekennen”.",
            ),
        ],
    )
    def test_a_reason_that_does_not_fit_is_told_why_and_where_the_others_are(self, given: Given, said: str) -> None:
        with pytest.raises(Unreasoned) as refused:
            rules.refuse_unreasoned([(HOUSING, given)], WORDS)
        assert [(fault.field, said in str(fault.refusal)) for fault in refused.value.faults] == [(Field.CODE, True)]

    def test_what_the_rules_leave_to_a_person_may_be_anything(self) -> None:
        referred = ByRules(position=1, claimed=64000, received=0, granted=0, refers=True)
        assert faults((referred, Given(64000, Code.HARDSHIP_WEIGHED)), hardship=WORDS) == []
        assert faults((referred, Given(0, Code.NO_HARDSHIP, WORDS)), hardship=WORDS) == []

    def test_above_the_rules_needs_hardship_in_words(self) -> None:
        above = Given(300000, Code.HARDSHIP_WEIGHED, WORDS)
        assert faults((HOUSING, above)) == [(None, Field.HARDSHIP)]
        assert faults((HOUSING, above), hardship="te hard") == [(None, Field.HARDSHIP)]
        assert faults((HOUSING, above), hardship=WORDS) == []

    def test_a_full_refusal_needs_hardship_in_words(self) -> None:
        nothing = Given(0, Code.NOT_HER_COST, WORDS)
        assert faults((HOUSING, nothing)) == [(None, Field.HARDSHIP)]
        assert faults((HOUSING, nothing), hardship=WORDS) == []

    def test_never_more_than_was_asked_nor_less_than_nothing(self) -> None:
        assert faults((HOUSING, Given(345001, Code.HARDSHIP_WEIGHED, WORDS)), hardship=WORDS) == [(1, Field.CENTS)]
        assert (1, Field.CENTS) in faults((HOUSING, Given(-1, Code.NOT_HER_COST, WORDS)), hardship=WORDS)

    def test_every_fault_is_named_at_once(self) -> None:
        other = ByRules(position=2, claimed=100, received=0, granted=100)
        named = faults((HOUSING, Given(1)), (other, Given(101)))
        assert named == [(1, Field.CODE), (1, Field.REASON), (2, Field.CENTS), (None, Field.HARDSHIP)]

    def test_words_have_a_bound(self) -> None:
        long = "woord " * rules.MOST_REASON
        assert faults((HOUSING, Given(279879, Code.ABOVE_MAXIMUM, long)), hardship=long) == [
            (1, Field.REASON),
            (None, Field.HARDSHIP),
        ]

    def test_every_code_has_its_sentence_in_both_languages(self) -> None:
        assert set(SAID) == set(Code)
        assert all(
            words.nl.endswith(".") and words.en.endswith(".") and words.nl != words.en for words in SAID.values()
        )
        assert Code.GRANTED_BY_RULE not in LESS


class TestWhatItLeaves:
    SEEN = ByRules(
        position=1, claimed=30000, received=0, granted=20000, units=30, floor=15000, floor_units=20, surplus=5000
    )

    def test_by_the_rules_it_leaves_what_the_rules_say(self) -> None:
        assert rules.left(self.SEEN, 20000) == rules.Left(30, 20, 5000)

    def test_what_is_withheld_uses_up_nothing(self) -> None:
        assert rules.left(self.SEEN, 0) == rules.Left(0, 0, 0)

    def test_a_part_uses_up_its_share_rounded_up(self) -> None:
        assert rules.left(self.SEEN, 18001) == rules.Left(28, 19, 3001)

    def test_what_hardship_adds_is_above_the_floor(self) -> None:
        assert rules.left(self.SEEN, 30000) == rules.Left(30, 20, 15000)

    def test_a_referred_line_that_is_refused_leaves_nothing(self) -> None:
        referred = ByRules(
            position=1, claimed=30000, received=0, granted=0, refers=True, units=30, floor=15000, floor_units=30
        )
        assert rules.left(referred, 0) == rules.Left(0, 0, 0)
        assert rules.left(referred, 30000) == rules.Left(30, 30, 15000)

    @given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 400))
    def test_it_never_uses_more_than_the_rules_draw(self, granted: int, by_rules: int, floor: int, units: int) -> None:
        seen = ByRules(
            position=1, claimed=10**6, received=0, granted=by_rules, units=units, floor=floor, floor_units=units
        )
        left = rules.left(seen, granted)
        assert 0 <= left.units <= units
        if granted != by_rules:
            assert 0 <= left.surplus <= granted


class TestTerms:
    def test_six_weeks_from_the_day_after_the_announcement(self) -> None:
        assert terms.object_until(date(2026, 11, 23)) == date(2027, 1, 4)

    def test_a_term_that_ends_on_easter_monday_runs_on(self) -> None:
        assert terms.object_until(date(2026, 2, 23)) == date(2026, 4, 7)  # Easter Monday is 6 April

    def test_a_term_that_ends_on_good_friday_runs_past_easter(self) -> None:
        assert terms.object_until(date(2026, 2, 20)) == date(2026, 4, 7)  # Good Friday is 3 April

    def test_a_term_that_ends_on_5_may_runs_on(self) -> None:
        assert terms.object_until(date(2026, 3, 24)) == date(2026, 5, 6)

    def test_an_objection_is_decided_six_weeks_after_its_term_has_ended(self) -> None:
        assert terms.objection_decide_by(date(2026, 4, 7), date(2026, 3, 1)) == date(2026, 5, 19)

    def test_a_late_objection_is_decided_six_weeks_after_it_came(self) -> None:
        assert terms.objection_decide_by(date(2026, 4, 7), date(2026, 5, 1)) == date(2026, 6, 12)

    @given(st.dates(date(2026, 1, 1), date(2032, 1, 1)))
    def test_every_term_ends_on_a_working_day(self, day: date) -> None:
        assert is_working_day(terms.object_until(day))
        assert is_working_day(terms.objection_decide_by(terms.object_until(day), day))

    def test_two_weeks_are_offered_for_an_answer(self) -> None:
        assert terms.usual_answer_by(date(2026, 11, 23)) == date(2026, 12, 7)

    def test_a_completion_gets_five_working_days_and_no_more_than_eight_weeks(self) -> None:
        with pytest.raises(Refusal, match="vijf werkdagen"):
            terms.refuse_answer_day(date(2026, 4, 9), date(2026, 4, 1))  # over Good Friday and Easter Monday
        terms.refuse_answer_day(date(2026, 4, 10), date(2026, 4, 1))
        with pytest.raises(Refusal, match="acht weken"):
            terms.refuse_answer_day(date(2026, 5, 28), date(2026, 4, 1))

    def test_nothing_is_withheld_while_her_answer_may_still_come(self) -> None:
        with pytest.raises(Refusal, match="aanvulling mag nog komen"):
            terms.refuse_early(date(2026, 4, 10), date(2026, 4, 10), granted=1, asked=2)
        terms.refuse_early(date(2026, 4, 10), date(2026, 4, 10), granted=2, asked=2)
        terms.refuse_early(date(2026, 4, 10), date(2026, 4, 11), granted=1, asked=2)
        terms.refuse_early(None, date(2026, 4, 10), granted=1, asked=2)

    def test_an_objection_is_not_older_than_its_decision_nor_from_tomorrow(self) -> None:
        with pytest.raises(Refusal, match="niet vóór het besluit"):
            terms.refuse_receipt_day(date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 9))
        with pytest.raises(Refusal, match="toekomst"):
            terms.refuse_receipt_day(date(2026, 4, 10), date(2026, 4, 1), date(2026, 4, 9))
        terms.refuse_receipt_day(date(2026, 4, 9), date(2026, 4, 1), date(2026, 4, 9))
