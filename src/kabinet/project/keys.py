"""Keys. A demonstration makes a set beside its data once; a real installation is given them."""

import json
import secrets
from pathlib import Path

NAMES = ("secret", "paper", "index", "journal")


def fresh() -> dict[str, str]:
    """Make a new set of keys, each of 256 bits."""
    return {name: secrets.token_urlsafe(32) for name in NAMES}


def demo_keys(data: Path) -> dict[str, str]:
    """Read the demonstration's keys, made at its first start."""
    path = data / "demo-keys.json"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            json.dump(fresh(), file)
    except FileExistsError:
        pass
    keys: dict[str, str] = json.loads(path.read_text())
    return keys
