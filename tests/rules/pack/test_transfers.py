"""A definition of a transfer that leads nowhere, or names what is not there, is refused."""

import pytest

KIND, STEPS = "ru-law/transfers/1_person_person.yaml", "ru-law/transfer-steps.yaml"
PAPERS = "ru-law/transfer-papers.yaml"
BROKEN = [
    (KIND, "money, ready]", "money]", "the last step is 'ready'"),
    (KIND, "papers, visit", "visit, papers", "another order than in transfer-steps"),
    (KIND, "[invited, ", "[", "somebody else is invited"),
    (KIND, "[invited, ", "[waiting, ", "'waiting' is not one of"),
    (KIND, "valid_days: 90", "valid_days: 0", "valid for a day at least"),
    (KIND, "fee: number-transfer", "fee: gift", "the catalog has no price 'gift'"),
    (KIND, "fee: number", "spares: [fee]\nfee: number", "no step makes sure that the fee"),
    (KIND, "fee: number", "spares: [manager]\nfee: number", "no step of it asks for 'manager'"),
    (KIND, "tariffs: [mobile]", "tariffs: [car]", "no tariff of the category 'car'"),
    (
        KIND,
        "capacities: [owner, representative]}",
        "capacities: [owner], when: {sex: [m]}}",
        "'sex'",
    ),
    (KIND, "norms: [gk-392-3]", "norms: [gk-3]", "unknown norm 'gk-3'"),
    (STEPS, "days: 30", "days: 0", "needs its days"),
    (STEPS, "clears: [consent]", "clears: [content]", "'content' is not one of"),
    (PAPERS, "receiver: [company]", "receiver: [bank]", "'bank' is no value of 'receiver'"),
    (PAPERS, "kind: [my-numbers]}", "kind: [our-numbers]}", "'our-numbers' is no value of 'kind'"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_it_is_refused_with_its_place(spoil, file, old, new, said):
    found = spoil(file, old, new)

    assert any(said in problem and problem.startswith(file) for problem in found), found
