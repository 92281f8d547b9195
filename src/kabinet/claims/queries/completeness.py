"""What filed claims lack, by the list that their writers saw."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from kabinet.cases.models import Case
from kabinet.claims.models import Claim, ClaimLine
from kabinet.claims.rules.completeness import Check, Element, completeness


def gaps_in(cases: Iterable[Case]) -> dict[int, list[Element]]:
    """Name what each claim among these cases lacks, in one query; whole ones are left out."""
    by_id = {case.pk: case for case in cases}
    claims = Claim.objects.filter(case__in=by_id).annotate(
        has_lines=Exists(ClaimLine.objects.filter(claim=OuterRef("pk"))),
        has_files=Exists(Claim.evidence.through.objects.filter(claim=OuterRef("pk"))),
    )
    gaps: dict[int, list[Element]] = {}
    for claim in claims:
        claim.case = by_id[claim.case_id]
        checks = completeness_of_claim(claim, has_lines=claim.has_lines, has_files=claim.has_files)
        if missing := [one.element for one in checks if not one.is_there]:
            gaps[claim.case_id] = missing
    return gaps


def completeness_of_claim(claim: Claim, *, has_lines: bool, has_files: bool) -> list[Check]:
    """Judge a filed claim by the same elements as its draft."""
    who = claim.claimant
    return completeness(
        {
            Element.ADDRESSEE: True,
            Element.CLAIMANT: who.get("name"),
            Element.CONTACTS: who.get("email") or who.get("phone"),
            Element.CONTRACT: who.get("contract") or who.get("number"),
            Element.ESSENCE: claim.answers.get("essence") or has_lines,
            Element.NORMS: True,
            Element.DEMANDS: claim.demands,
            Element.ATTACHMENTS: has_files or has_lines,
            Element.REPLY_WAY: claim.case.reply_by,
            Element.SIGNATURE: claim.signed_at,
        }
    )
