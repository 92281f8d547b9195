"""Russian names in readable Latin letters, for pages in other languages."""

import re

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
# «-ий» and «-ый» end as one y (Dmitry), «ия» reads as ia (Maria), «ье» has its glide (Solovyev).
TOGETHER = {"ий": "y", "ый": "y", "ия": "ia", "ье": "ye", "ьё": "yo", "ью": "yu", "ья": "ya"}
PATTERN = re.compile(r"(?:ий|ый)\b|ия|ь[еёюя]|[а-яё]", re.IGNORECASE)


def latin(text: str) -> str:
    """Write Cyrillic letters in Latin ones and leave everything else."""
    return PATTERN.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    letters = found.group()
    written = TOGETHER.get(letters.lower()) or LETTERS[letters.lower()]
    if not letters[0].isupper():
        return written
    shouted = found.string.isupper() and len(found.string) > 1
    return written.upper() if shouted else written.capitalize()
