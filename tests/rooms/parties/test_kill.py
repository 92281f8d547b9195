"""The process dies between the record and the showing: the record is there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

DIES = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from kabinet.access.rules import Role
from kabinet.parties import sealing
from kabinet.parties.actions import papers, seal_paper
from tests.people import MONDAY, person, staff
paper = seal_paper(party=person(), series_number="4509 123456", at=MONDAY)
papers.open_paper = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
papers.reveal(paper=paper, by=staff(Role.CLAIMS_OFFICER), at=MONDAY, reason="claim")
"""
READS = """
import django
django.setup()
from kabinet.parties.models import Party
from kabinet.parties.queries import readings_of
print([reading.what for reading in readings_of(Party.objects.get())])
"""
KEYS = ("SECRET_KEY", "PAPER_KEY", "INDEX_KEY", "JOURNAL_KEY")


def run(program: str, data: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[3]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{root / 'src'}:{root}",
        "DJANGO_SETTINGS_MODULE": "kabinet.project.settings",
        "KABINET_DATA": str(data),
        **{f"KABINET_{key}": "a-key-of-the-tests-that-guards-nothing" for key in KEYS},
    }
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_kill_between_the_record_and_the_showing_leaves_the_record(tmp_path):
    killed = run(DIES, tmp_path)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    read = run(READS, tmp_path)

    assert read.stdout.strip() == "['paper.revealed']", read.stderr
