"""A refusal is a sentence with its values; the web layer makes a status of it."""

from fund.core import errors
from fund.core.errors import Refusal

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refusal)]


def test_each_kind_has_the_status_that_a_page_answers_with() -> None:
    assert {kind.__name__: kind.status for kind in KINDS} == {
        "Refusal": 422,
        "NotFound": 404,
        "NotAllowed": 403,
        "WrongStep": 409,
        "StaleClaim": 409,
        "MonthClosed": 409,
        "OverBudget": 409,
    }


def test_a_refusal_says_its_sentence_with_its_values() -> None:
    assert str(Refusal("Er is nog %(left)s over.", left="€ 1,00")) == "Er is nog € 1,00 over."
    assert str(Refusal("100 % is te veel.")) == "100 % is te veel."


def test_absent_and_forbidden_look_the_same() -> None:
    assert str(errors.NotFound()) == "Deze pagina is er niet."
