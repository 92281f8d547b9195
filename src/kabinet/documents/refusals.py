"""What a person reads when a file is not taken: what is wrong, and what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kabinet.documents.intake.faults import Fault
from kabinet.kit.errors import Refused

_KINDS = _(
    "You can send PDF, photos (JPG, PNG, WEBP, HEIC), DOCX, XLSX, ODT, RTF, TXT "
    "and sound (MP3, M4A, WAV, OGG)."
)
_SENTENCES: Mapping[Fault, Promise | str] = {
    Fault.EMPTY: _("The file is empty. Choose it again, or take the photo again."),
    Fault.NOT_ACCEPTED: format_lazy("{} {}", _("Files of this kind are not accepted."), _KINDS),
    Fault.NOT_WHAT_IT_SAYS: _(
        "What is in the file does not match the end of its name. "
        "Open it on your device, save it as PDF or JPG, and send that."
    ),
    Fault.BROKEN: _("The file is damaged and cannot be opened. Save or scan it again."),
    Fault.TOO_MANY_PIXELS: _("The picture has too many pixels. Make it smaller, or take a photo."),
    Fault.UNPACKS_TOO_BIG: _("The file unpacks to far more than its size. Save it as PDF."),
    Fault.LOCKED: _("The file is locked with a password. Save it without one, and send that."),
    Fault.MACROS: _("The document holds macros. Save it without them, or as PDF."),
    Fault.ACTIVE: _("A program or another file is hidden inside. Print the document to a new PDF."),
    Fault.REACHES_OUT: _("The document would fetch data from elsewhere. Print it to a new PDF."),
    Fault.TWO_IN_ONE: _("Two files are hidden in one. Send a screenshot, or a new PDF."),
}


class FileRefused(Refused):
    """A file was not taken, and nothing of it was kept. `fault` says why."""

    def __init__(self, fault: Fault, *, limit: int = 0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.sentence = _SENTENCES.get(fault) or format_lazy(
            _("The file is larger than {limit} MB. Make the photo smaller, or send it in parts."),
            limit=limit // (1024 * 1024),
        )
