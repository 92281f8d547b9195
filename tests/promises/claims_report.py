"""What became of the claims of an installation that was killed.

`python -m tests.promises.claims_report TOKENS REFERENCES`, both as JSON.
"""

import json
import sys
from collections import Counter

import django

django.setup()

from django.db.models import Count  # noqa: E402 - Django comes first

from kabinet.cases.models import Case  # noqa: E402
from kabinet.claims.models import Claim, Decision, Draft  # noqa: E402
from kabinet.jobs.verify import all_invariants  # noqa: E402
from kabinet.ledger.models import Transfer  # noqa: E402
from kabinet.mailroom.models import Message, RegisterEntry  # noqa: E402


def main(filed: str, decided: str) -> None:
    """Compare what was acknowledged (tokens of drafts, references) with what is there."""
    tokens, references = json.loads(filed), json.loads(decided)
    found = dict(Draft.objects.exclude(filed=None).values_list("token", "filed__reference"))
    paid_back = Transfer.objects.filter(key__startswith="refund:")
    refunds = Counter(paid_back.values_list("key", flat=True))
    final = Decision.objects.filter(final_at__isnull=False)
    said = {
        "lost_claims": [token for token in tokens if token not in found],
        "claims": Claim.objects.count(),
        "drafts_filed": len(found),
        "entries": RegisterEntry.objects.filter(book="in.claim").count(),
        "acknowledgements": Message.objects.filter(key__startswith="registered:").count(),
        "lost_decisions": [one for one in references if not refunds[f"refund:{one}"]],
        "refunds": sum(refunds.values()),
        "decisions": final.count(),
        "decided_twice": list(
            final.values("claim").annotate(times=Count("pk")).filter(times__gt=1)
        ),
        "answered": Case.objects.filter(state="answered").count(),
        "broken": [trouble for _, troubles in all_invariants() for trouble in troubles],
    }
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
