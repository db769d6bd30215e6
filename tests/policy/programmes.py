"""What the texts of other programmes are written with, and how a claim under them is decided."""

from typing import Any

from fund import policy

WORDS = """
[payees]
resident = { nl = "zij", en = "she" }
organisation = { nl = "organisatie", en = "organisation" }
[evidence]
bill = { nl = "rekening", en = "bill" }
"""


def head(programme: str, from_: str = "2020-01-01", clock: str = "filing") -> str:
    return (
        f'[policy]\nlayer = "nation"\ntitle = "{programme}"\nsource = "proef"\nfrom = {from_}\nclock = "{clock}"\n'
        f'programme = "{programme}"\n'
    )


def fact(name: str, kind: str, **more: str) -> str:
    rest = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f'[facts.{name}]\ntype = "{kind}"\nof = "claim"\nneed = "1"\nnl = "{name}?"\nen = "{name}?"\n{rest}'


def condition(rule: str, holds: str, otherwise: str = "refuse", only: str = "[]") -> str:
    return (
        f'[[conditions]]\nid = "{rule}"\narticle = "1"\nholds = "{holds}"\notherwise = "{otherwise}"\n'
        f'only = {only}\nnl = "a"\nen = "a"\n'
    )


def category(code: str, rest: str = "", payees: str = '["resident", "organisation"]') -> str:
    return (
        f'[categories.{code}]\nnl = "{code}"\nen = "{code}"\nunit = "once"\narticle = "1"\npayees = {payees}\n{rest}\n'
    )


def eur(name: str, amount: str, from_: str = "2020-01-01") -> str:
    return f'{name} = [ {{ from = {from_}, eur = "{amount}", source = "s" }} ]\n'


def options(*words: str) -> str:
    return "{ " + ", ".join(f'{word} = {{ nl = "{word}", en = "{word}" }}' for word in words) + " }"


def decide(
    toml: str,
    *lines: dict[str, Any],
    filed_on: str = "2025-09-01",
    history: tuple[dict[str, Any], ...] = (),
    **facts: Any,
) -> list[str]:
    texts = (policy.read(toml + WORDS),)
    usual = {"from": "2025-08-01", "until": "2025-08-02", "units": 1, "payee": "organisation"}
    written = {
        "filed_on": filed_on,
        "facts": facts,
        "lines": [usual | line for line in lines],
        "history": list(history),
    }
    found = policy.assess(policy.claim_from_json(written, texts), texts)
    return [f"{line.outcome} {line.granted // 100}" for line in found.lines]


def cost(code: str, claimed: str, **more: Any) -> dict[str, Any]:
    return {"category": code, "claimed": claimed} | more
