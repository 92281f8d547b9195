"""What is done to the papers of a case."""

from kabinet.papers.actions.asking import require_papers
from kabinet.papers.actions.judging import judge, see_original
from kabinet.papers.actions.sending import note_filled, upload

__all__ = ["judge", "note_filled", "require_papers", "see_original", "upload"]
