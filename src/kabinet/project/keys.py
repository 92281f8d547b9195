"""Keys. A demonstration makes a set beside its data once; a real installation is given them."""

import json
import secrets
from pathlib import Path

NAMES = ("secret", "paper", "index", "journal")


def fresh() -> dict[str, str]:
    """Make a new set of keys, each of 384 bits (Django asks for 50 characters)."""
    return {name: secrets.token_urlsafe(48) for name in NAMES}


def demo_keys(data: Path) -> dict[str, str]:
    """Read the demonstration's keys, made at its first start."""
    path = data / "demo-keys.json"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        write_once(path, json.dumps(fresh()))
    keys: dict[str, str] = json.loads(path.read_text())
    return keys


def write_once(path: Path, text: str) -> None:
    """Put a secret file in place whole; of two who try at once, the first one's stays."""
    own = path.with_suffix(f".{secrets.token_hex(4)}")
    own.touch(mode=0o600)
    own.write_text(text)
    try:
        path.hardlink_to(own)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def main(argv: list[str]) -> int:
    """Print a set of keys, as lines of an environment file."""
    if argv:
        print("usage: kabinet keys\n\nPrints a fresh set of keys. Keep them: what they sealed")
        print("cannot be read without them, and a backup does not hold them.")
        return 0 if argv in (["-h"], ["--help"]) else 2
    for name, key in fresh().items():
        print(f"KABINET_{name.upper()}_KEY={key}")
    return 0
