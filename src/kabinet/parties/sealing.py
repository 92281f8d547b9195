"""Seals: how a person's papers lie in the database. docs/security/papers.md has test vectors.

Every person has a data key of his own, wrapped by the operator's key. A seal is bound to its
table, column, row and key, so that it opens nowhere else; without the person's key it never
opens again. AES-256-GCM throughout: one byte of version, 12 of nonce, then the text with its
tag. `kabinet.parties.actions.papers.reveal` is the only caller of `open_paper`.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import scrypt, sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

OF_A_PERSON, OF_A_LOOSE_PAPER = "personkey", "loosepaper"
PAPER, DETAIL = "identitypaper", "partydetail"
_VERSION = b"\x01"
_NONCE = 12  # bytes
_SCRYPT_COST = 2**14  # 48 ms a guess: all passports there can be are 15 years of one processor


class BrokenSeal(Exception):
    """The bytes are not what was sealed for this row, or the key is another one."""


@dataclass(frozen=True)
class Wrapped:
    """A person's data key as it is kept, and the id of the operator's key that opens it."""

    blob: bytes
    key_id: str


def new_key(owner: int, table: str = OF_A_PERSON) -> Wrapped:
    """Make a data key: a person's, or that of a paper without one."""
    return wrap(AESGCM.generate_key(256), owner, table)


def wrap(data_key: bytes, owner: int, table: str = OF_A_PERSON) -> Wrapped:
    key_id, operator_key = _operator_key(settings.PAPER_KEY)
    place = _place(table, "wrapped", owner, key_id)
    return Wrapped(seal(operator_key, data_key, place), key_id)


def unwrap(wrapped: Wrapped, owner: int, table: str = OF_A_PERSON) -> bytes:
    """Open a data key. Raises BrokenSeal when no key of ours fits."""
    known = dict(_operator_key(key) for key in (settings.PAPER_KEY, *settings.PAPER_KEYS_BEFORE))
    if wrapped.key_id not in known:
        raise BrokenSeal(f"no operator's key {wrapped.key_id} is configured")
    place = _place(table, "wrapped", owner, wrapped.key_id)
    return _open(known[wrapped.key_id], wrapped.blob, place)


def seal_paper(
    data_key: bytes,
    content: Mapping[str, str],
    *,
    paper: int,
    party: int | None,
    table: str = PAPER,
) -> bytes:
    """Seal what stands in a paper; one without a party has its own place."""
    text = json.dumps(dict(content), ensure_ascii=False, sort_keys=True)
    return seal(data_key, text.encode(), _place_of_paper(paper, party, table))


def open_paper(
    data_key: bytes, sealed: bytes, *, paper: int, party: int | None, table: str = PAPER
) -> dict[str, str]:
    place = _place_of_paper(paper, party, table)
    found: dict[str, str] = json.loads(_open(data_key, sealed, place))
    return found


def blind_index(kind: str, number: str) -> str:
    """Name a paper for exact search: slow, keyed, the same for the same number."""
    digest = scrypt(
        f"{kind}|{number}".encode(),
        salt=settings.INDEX_KEY.encode(),
        n=_SCRYPT_COST,
        r=8,
        p=1,
        dklen=32,
    )
    return digest.hex()


def seal(key: bytes, text: bytes, place: bytes, nonce: bytes | None = None) -> bytes:
    """Seal a text for one place; `nonce` is given by the test vectors only."""
    nonce = nonce or secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, text, place)


def _open(key: bytes, blob: bytes, place: bytes) -> bytes:
    version, nonce, text = blob[:1], blob[1 : 1 + _NONCE], blob[1 + _NONCE :]
    if version != _VERSION:
        raise BrokenSeal(f"unknown version {version.hex() or 'none'}")
    try:
        return AESGCM(key).decrypt(nonce, text, place)
    except InvalidTag as wrong:
        raise BrokenSeal(place.decode()) from wrong


def _place_of_paper(paper: int, party: int | None, table: str) -> bytes:
    if party is None:
        return _place(OF_A_LOOSE_PAPER, "sealed", paper, f"paper-{paper}")
    return _place(table, "sealed", paper, f"person-{party}")


def _place(table: str, column: str, row: int, key_id: str) -> bytes:
    return f"parties_{table}|{column}|{row}|{key_id}".encode()


@lru_cache(maxsize=8)
def _operator_key(secret: str) -> tuple[str, bytes]:
    key = HKDF(SHA256(), 32, salt=None, info=b"kabinet papers").derive(secret.encode())
    return sha256(key).hexdigest()[:12], key
