"""The payouts desk on the screen: batch, release with a fresh password, the file, the statement."""

from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask

from fund.claims.models import Claim
from fund.demo import bank as paper
from fund.payouts import queries
from fund.payouts.models import Batch
from tests.everyone import Everyone
from tests.payouts.batches import batch, release
from tests.statements import statements
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")

IBAN = "NL91ABNA0417164300"


@pytest.fixture
def made(everyone: Everyone, claim: Claim) -> Batch:
    (one,) = batch(everyone)
    everyone.session.commit()
    return one


def test_what_was_granted_is_put_ready_by_one_button(app: Flask, everyone: Everyone, claim: Claim) -> None:
    everyone.session.commit()
    visitor = Visitor(app, everyone.fonk, everyone.session)
    seen = visitor.see("/payouts/")
    page = seen.text_content()
    assert "Twee betalingen staan open" in page and "Klaar te zetten" in page and claim.reference in page
    (primary,) = seen.xpath("//main//button[contains(@class, '--primary-action')]")
    assert " ".join(primary.text_content().split()) == "Klaarzetten: € 1.950,83"
    assert visitor.send("/payouts/", "/batches").status_code == 303
    assert "Eén batch wacht op een tweede persoon" in visitor.see("/payouts/").text_content()
    assert [of.batch.cents for of in queries.batches(everyone.session, everyone.fonk, everyone.fund_id)] == [195083]


def test_what_has_no_safe_way_is_said_and_kept(app: Flask, everyone: Everyone) -> None:
    everyone.granted(everyone.storage_from(everyone.payee("supplier")))
    everyone.session.commit()
    visitor = Visitor(app, everyone.fonk, everyone.session)
    (form, *_) = [one for one in visitor.see("/payouts/").forms if "file" in one.fields]  # the one of the statement
    assert (
        visitor.client.post(
            f"/payouts/fund/{everyone.fund_id}/batches",
            data={name: value for name, value in form.fields.items() if value},
        ).status_code
        == 303
    )
    page = visitor.see("/payouts/").text_content()
    assert "wat openstaat, wacht op een veilige betaalweg" in page and "Wacht op een veilige betaalweg" in page


def test_a_second_person_releases_and_sends_the_file(app: Flask, everyone: Everyone, made: Batch) -> None:
    visitor = Visitor(app, everyone.fonk, everyone.session)
    page = visitor.see(f"/payouts/{made.id}").text_content()
    assert "Stichting Zuidwal" in page and "rekening op 6789" in page and "€\xa01.950,83 vrijgeven" in page
    assert visitor.send(f"/payouts/{made.id}", f"/payouts/{made.id}/release").status_code == 303
    file = visitor.get(f"/payouts/{made.id}/file")
    assert file.mimetype == "application/xml" and file.data == visitor.get(f"/payouts/{made.id}/file").data
    assert file.headers["Content-Disposition"] == f'attachment; filename="batch-{made.message}.xml"'
    assert b"pain.001.001.09" in file.data and b"PstlAdr" not in file.data


def test_who_decided_sees_no_button_and_is_refused(app: Flask, everyone: Everyone, made: Batch) -> None:
    visitor = Visitor(app, everyone.hendriks, everyone.session)
    page = visitor.see(f"/payouts/{made.id}")
    assert "zelf meegewerkt" in page.text_content()
    assert f"/payouts/{made.id}/release" not in {form.action for form in page.forms}
    fields = visitor.see("/payouts/").forms[-1].fields
    typed = {name: fields[name] for name in ("csrf_token", "once") if name in fields}
    answer = visitor.client.post(f"/payouts/{made.id}/release", data=typed)
    assert answer.status_code == 403 and "Een ander geeft de betaling vrij" in words(answer)


def test_money_asks_for_the_password_again(app: Flask, everyone: Everyone, made: Batch) -> None:
    visitor = Visitor(app, everyone.fonk, everyone.session, fresh=False)
    for path in (f"/payouts/{made.id}", f"/payouts/{made.id}/file"):
        answer = visitor.get(path)
        assert answer.status_code in (302, 303) and "/sign-in/again" in answer.location


def test_who_sees_a_batch_has_looked_at_each_resident_in_it(app: Flask, everyone: Everyone, made: Batch) -> None:
    Visitor(app, everyone.fonk, everyone.session).see(f"/payouts/{made.id}")
    (look,) = looks(everyone.session, everyone.fonk)
    assert (look.resident_id, look.endpoint, look.target_id) == (everyone.resident.id, "payouts.show", made.id)


def test_a_batch_is_taken_apart(app: Flask, everyone: Everyone, made: Batch) -> None:
    visitor = Visitor(app, everyone.fonk, everyone.session)
    assert visitor.send(f"/payouts/{made.id}", f"/payouts/{made.id}/undo").location == f"/payouts/fund/{made.fund_id}"
    assert visitor.get(f"/payouts/{made.id}").status_code == 404


def test_to_all_others_a_batch_is_not_there(app: Flask, everyone: Everyone, made: Batch) -> None:
    for who in (everyone.vliet, everyone.bakker, everyone.auditor):
        visitor = Visitor(app, who, everyone.session)
        for path in ("/payouts/{}", "/payouts/{}/file"):
            known, unknown = visitor.get(path.format(made.id)), visitor.get(path.format(uuid4()))
            assert known.status_code == unknown.status_code == 404 and words(known) == words(unknown)


def test_a_statement_is_read_and_what_it_did_is_said(app: Flask, everyone: Everyone, made: Batch) -> None:
    found = paper.transfers(release(everyone, made))
    everyone.session.commit()
    visitor = Visitor(app, everyone.fonk, everyone.session)
    strange = paper.BankTransfer("OTHER", "12.00", IBAN)
    source = paper.statement(IBAN, made.made_at.date(), [*found, strange], found[:1])
    assert visitor.send("/payouts/", "/statements", file=(BytesIO(source), "camt.xml")).status_code == 303
    page = " ".join(visitor.see("/payouts/").text_content().split())
    assert "Twee betalingen zijn bevestigd. Eén kwam terug en staat weer klaar." in page
    assert "Niet van ons: € −12,00 op 8 oktober 2026" in page and "Eén kwam terug" in page
    assert "bevestigd, één terug" in page
    again = visitor.send("/payouts/", "/statements", file=(BytesIO(source), "camt.xml"))
    assert again.status_code == 422 and "al ingelezen" in words(again)


def test_older_batches_are_folded_away_unless_the_bank_must_still_answer(
    app: Flask, everyone: Everyone, made: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(everyone, made)
    everyone.session.commit()
    unanswered = (0, 0, 0, 0, 0, 0, 1)
    monkeypatch.setattr(queries, "batches", lambda *_: [queries.BatchRow(made, still, 0) for still in unanswered])
    page = Visitor(app, everyone.fonk, everyone.session).see("/payouts/")
    assert "Eén oudere batch" in page.text_content()
    assert len(page.xpath("//details//tbody/tr")) == 1 and not page.xpath(
        "//details//tbody[contains(., 'Wacht op de bank')]"
    )
    assert len(page.xpath("//section[@aria-labelledby='sent']/div//tbody/tr")) == 6


@pytest.mark.parametrize(
    ("source", "says"), [(b"", "Kies het bestand"), (b"%PDF-1.7", "geen bankafschrift"), (None, "Kies het bestand")]
)
def test_a_file_that_is_no_statement_is_a_sentence_beside_its_field(
    app: Flask, everyone: Everyone, made: Batch, source: bytes | None, says: str
) -> None:
    visitor = Visitor(app, everyone.fonk, everyone.session)
    typed = {} if source is None else {"file": (BytesIO(source), "camt.xml")}
    answer = visitor.send("/payouts/", "/statements", **typed)
    assert answer.status_code == 422 and says in words(answer) and "Batch" in words(answer)


def test_the_desk_asks_four_statements_of_the_database(app: Flask, everyone: Everyone, made: Batch) -> None:
    asked = statements(app, Visitor(app, everyone.fonk, everyone.session), "/payouts/")
    assert len(asked) <= 4, asked


def test_who_did_not_release_notes_that_the_bank_executed_nothing(app: Flask, everyone: Everyone, made: Batch) -> None:
    release(everyone, made)
    everyone.session.commit()
    page, noted = f"/payouts/{made.id}", f"/payouts/{made.id}/not-executed"
    assert noted not in Visitor(app, everyone.fonk, everyone.session).get(page).text
    visitor, late = Visitor(app, everyone.bos, everyone.session), Visitor(app, everyone.hendriks, everyone.session)
    assert noted in visitor.get(page).text
    before = next(dict(form.fields) for form in late.see(noted).forms if "reason" in form.fields)
    empty = visitor.send(noted, reason=" ")
    assert empty.status_code == 422 and "wat de bank als reden gaf" in words(empty)
    assert visitor.send(noted, reason="Limiet bereikt.").location == page
    shown = visitor.see(page).text_content()
    assert "Niet uitgevoerd" in shown and "Limiet bereikt." in shown and "Bestand voor de bank" not in shown
    assert (
        "Niet uitgevoerd" in visitor.see("/payouts/").text_content() and visitor.get(f"{page}/file").status_code == 404
    )
    old = late.client.post(noted, data=before | {"reason": "Wij zagen dat ook."})
    assert (old.status_code, "al genoteerd" in words(old), "Wij zagen dat ook." in words(old)) == (409, True, True)


def test_who_released_is_told_that_another_notes_it(app: Flask, everyone: Everyone, made: Batch) -> None:
    release(everyone, made)
    everyone.session.commit()
    visitor = Visitor(app, everyone.fonk, everyone.session)
    noted = f"/payouts/{made.id}/not-executed"
    answer = visitor.send(noted, reason="Limiet bereikt.")
    assert answer.status_code == 403 and "zelf vrij" in words(answer) and "Limiet bereikt." in words(answer)
    again = Visitor(app, everyone.bos, everyone.session, fresh=False).get(noted)
    assert again.status_code == 302 and "/sign-in/again" in again.location


def test_what_keeps_a_cost_from_being_paid_is_told_to_whose_turn_it_is(app: Flask, everyone: Everyone) -> None:
    claim = everyone.granted(everyone.storage_from(None))
    everyone.session.commit()
    page = f"/claims/{claim.id}"
    assert "Rekening niet gekozen. De opvang is aan zet" in words(
        Visitor(app, everyone.fonk, everyone.session).get("/payouts/")
    )
    shown = words(Visitor(app, everyone.bakker, everyone.session).get(page))
    assert "Nog niet te betalen: u bent aan zet" in shown and "Kies op welke rekening dit betaald wordt." in shown
    assert "u bent aan zet" not in words(Visitor(app, everyone.fonk, everyone.session).get(page))
    everyone.granted(everyone.fee())
    everyone.payee("shelter", "Stichting Zuidwal")
    batch(everyone)
    everyone.session.commit()
    assert "Wacht op een veilige betaalweg" not in words(Visitor(app, everyone.fonk, everyone.session).get("/payouts/"))
