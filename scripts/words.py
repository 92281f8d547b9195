"""Every sentence of the program stands in the catalogs, translated.

The catalogs are collected anew beside the old ones and compared, so that a sentence added
without a translation is named with its place.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kabinet"
LANGUAGES = ("ru", "en", "fr")


def main() -> int:
    missing = [line for language in LANGUAGES for line in untranslated(language)]
    print("\n".join(missing) or "Every sentence is translated.")
    return 1 if missing else 0


def untranslated(language: str) -> list[str]:
    """List the sentences that a language lacks."""
    catalog = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    have = {key(entry) for entry in polib.pofile(str(catalog)).translated_entries()}
    return [
        f"{language}: {entry.msgid!r} ({', '.join(place for place, _ in entry.occurrences)})"
        for entry in collected(language)
        if key(entry) not in have and language != "en"
    ]


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def collected(language: str) -> list[polib.POEntry]:
    """Collect the sentences of the program as it is now, into a folder thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kabinet"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        subprocess.run(
            [
                sys.executable,
                "-P",
                "-m",
                "django",
                "makemessages",
                "--locale",
                language,
                "--no-wrap",
            ],
            cwd=copy,  # -P: our rooms have names of the standard library
            check=True,
            stdout=subprocess.DEVNULL,
        )
        found = polib.pofile(str(copy / "locale" / language / "LC_MESSAGES" / "django.po"))
    return [entry for entry in found if not entry.obsolete]


if __name__ == "__main__":
    sys.exit(main())
