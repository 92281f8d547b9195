"""The few fixed words of a letter, in the letter's own language.

Not gettext: a letter is read in the language it was written in, whoever opens it, and must
come out the same in ten years.
"""

from collections.abc import Mapping

_PHRASES: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "attachments": "Приложения:",
        "total": "Итого",
        "page": "стр. {page} из {pages}",
        "stamp": "Вх. № {number} от {moment}",
        "signed": "Подписано простой электронной подписью",
        "who": "Подписал",
        "when": "Когда",
        "how": "Способ",
        "reference": "Документ",
        "hash": "Отпечаток текста (SHA-256)",
        "sign_here": "подпись",
    },
    "en": {
        "attachments": "Attachments:",
        "total": "Total",
        "page": "page {page} of {pages}",
        "stamp": "Received No. {number}, {moment}",
        "signed": "Signed with a simple electronic signature",
        "who": "Signed by",
        "when": "When",
        "how": "Method",
        "reference": "Document",
        "hash": "Fingerprint of the text (SHA-256)",
        "sign_here": "signature",
    },
    "fr": {
        "attachments": "Pièces jointes :",
        "total": "Total",
        "page": "page {page} sur {pages}",
        "stamp": "Reçu sous le n° {number}, {moment}",
        "signed": "Signé par signature électronique simple",
        "who": "Signataire",
        "when": "Date",
        "how": "Méthode",
        "reference": "Document",
        "hash": "Empreinte du texte (SHA-256)",
        "sign_here": "signature",
    },
}


def phrases(language: str) -> Mapping[str, str]:
    """Give the fixed words; a language that has none here gets the Russian ones."""
    return _PHRASES.get(language, _PHRASES["ru"])


_SIGNATURE = {
    "name": "who",
    "moment": "when",
    "method": "how",
    "reference": "reference",
    "sha256": "hash",
}


def signature_rows(signature: Mapping[str, str], words: Mapping[str, str]) -> list[tuple[str, str]]:
    """List what the note of a simple e-signature says, in its order."""
    return [(words[word], signature[key]) for key, word in _SIGNATURE.items() if signature.get(key)]
