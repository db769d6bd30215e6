"""An assessment as JSON, with a sentence for every finding."""

from typing import Any

from fund import policy
from tests.policy.texts import assess, claim, line, nation, texts


def test_the_json_has_sentences_in_both_languages_or_in_one() -> None:
    told: Any = policy.assessment_as_json(assess(claim(line("MOVING", "10.00"))))
    assert set(told) == {"outcome", "claimed", "granted", "lines", "findings", "receipt"}
    assert set(told["lines"][0]) == {"category", "claimed", "granted", "outcome", "findings"}
    assert set(told["lines"][0]["findings"][0]) == {"rule", "article", "held", "saw", "nl", "en"}
    dutch: Any = policy.assessment_as_json(assess(claim(line("MOVING", "10.00"))), "nl")
    assert set(dutch["lines"][0]["findings"][0]) == {"rule", "article", "held", "saw", "nl"}
    assert told["receipt"] == {
        "policies": [{"layer": "nation", "from": "2026-01-01", "sha256": nation().sha256}],
        "engine": "1",
    }


def test_every_finding_on_every_category_has_a_sentence_in_both_languages() -> None:
    for offered in policy.categories(texts()):
        for evidence in ([], [{"kind": "declaration", "on": "2026-09-01"}]):
            for payee in ("resident", "other"):
                written = claim(line(offered.code, "900.00", evidence=evidence, payee=payee), children=None)
                for found in assess(written, *texts("havenmond")).lines[0].findings:
                    nl, en = policy.sentence(found, "nl"), policy.sentence(found, "en")
                    assert nl.endswith((".", "?")) and en.endswith((".", "?"))
                    assert nl != en and "{" not in nl + en
                    assert found.article.startswith("artikel ")
