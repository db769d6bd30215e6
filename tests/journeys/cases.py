"""File a worked case and decide on it, through the pages: each person at her own screen, as the case was told."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from fund.core.money import in_dutch
from tests.history import page as paper
from tests.visitor import Visitor
from tests.world import Shelter

Told = Mapping[str, Any]
FEE = "SHELTER_FEE"
WHO_KNOWS_NO_BILL = "declaration"


def cents(euro: str) -> int:
    return int(euro.replace(".", ""))


def typed(on: date | str) -> str:
    """Write a day as it is typed."""
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return f"{day:%d-%m-%Y}"


def last(until: str) -> str:
    return typed(date.fromisoformat(until) - timedelta(days=1))


def sum_of(euro: str) -> str:
    return in_dutch(cents(euro))


def register(worker: Visitor, told: Told) -> str:
    """Register her with her stay; returns the address of the stay."""
    facts = told["facts"]
    typed_in = {"admitted_on": typed(facts["admitted_on"]), "children": str(facts["children"]), "place": "shelter"}
    stay = worker.done("/residents/new", file_number="D-1", name="", contact_rule="", **typed_in)
    if "left_on" in facts:
        worker.done(f"{stay}/leave", left_on=typed(facts["left_on"]))
    return stay


def note(worker: Visitor, shelter: Shelter, stay: str, line: Told) -> None:
    """Note one cost with its evidence."""
    if line["category"] == FEE:
        _note_fee(worker, stay, line)
        return
    evidence = line["evidence"][0]
    payee_id = shelter.payees.get(line["payee"])
    fields = {
        "cents": sum_of(line["claimed"]),
        "from_": typed(line["from"]),
        "until": last(line["until"]),
        "received": sum_of(line["received"]) if cents(line["received"]) else "",
        "payee": f"{line['payee']}:{payee_id}" if payee_id else line["payee"],
        "kind": evidence["kind"],
        "issued_on": typed(evidence["on"]),
        "issuer": line.get("issuer", "Leverancier"),
        "bill_number": line.get("bill_number", ""),
        "total": line.get("total", ""),
        **{f"fact_{name}": "yes" if said else "no" for name, said in line["facts"].items()},
    }
    if evidence["kind"] != WHO_KNOWS_NO_BILL:
        fields["file"] = (BytesIO(paper()), "stuk.png")
    worker.done(f"{stay}/costs/new?category={line['category']}", f"costs/new?category={line['category']}", **fields)


def _note_fee(worker: Visitor, stay: str, line: Told) -> None:
    order = {
        "issued_on": typed(line["evidence"][0]["on"]),
        "per": "night",
        "cents": sum_of(line["facts"]["night_rate"]),
        "issuer": "Bureau",
    }
    first = worker.see(f"{stay}/orders/new").xpath("string(//input[@name='from_']/@value)")
    worker.done(f"{stay}/orders/new", from_=first, file=(BytesIO(paper()), "besluit.png"), **order)
    worker.done(f"{stay}/fees/new", from_=typed(line["from"]), until=last(line["until"]), reference="", evidence=[])


def attest(worker: Visitor, colleague: Visitor, stay: str) -> None:
    """Have a colleague attest whatever waits for it."""
    index = worker.see(stay).xpath("string(//a[contains(@href, '/evidence')]/@href)")
    for link in dict.fromkeys(colleague.see(index).xpath("//a[starts-with(@href, '/evidence/')]/@href")):
        if colleague.see(link).xpath("//form[contains(@action, '/attest')]"):
            colleague.done(link, "/attest")


def file(worker: Visitor, stay: str, told: Told) -> str:
    """Claim all that was noted, and submit it; returns the address of the claim."""
    claim = worker.done(f"{stay}/claim")
    worker.done(f"{claim}/mandate", mandate_on=typed(told["facts"]["admitted_on"]))
    worker.done(f"{claim}/check")
    return claim


def decide(walker: Visitor, claim: str, told: Told) -> list[str]:
    """Grant what the rules give, and write for each line why not more; returns what was written."""
    desk, written = desk_of(claim), []
    fields: dict[str, str] = {}
    for place, card in enumerate(walker.see(desk).xpath("//main//section[contains(@class, 'kf-frame')]")):
        said = " ".join(card.text_content().split())
        if "ligt buiten de regels" not in said and "De regels laten dit aan u" not in said:
            continue
        asked, by_rules = (
            _cents(text) for text in card.xpath(".//div[contains(@class, 'kf-three')]/div/span[2]/text()")[:2]
        )
        why = next(
            (line["why"] for line in told["lines"] if cents(line["claimed"]) == asked),
            "buiten de periode, zegt de regel",
        )
        fields |= {
            f"lines-{place}-code": "above_maximum" if by_rules else "not_in_categories",
            f"lines-{place}-reason": why,
        }
        written.append(why)
    walker.done(desk, "/grant", hardship="Wij hebben afgewogen of dit te hard voor haar is.", **fields)
    return written


def desk_of(claim: str) -> str:
    return claim.replace("/claims/", "/queue/")


def _cents(text: str) -> int:
    return int(re.sub(r"\D", "", text))
