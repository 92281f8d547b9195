"""Files received: kept bit for bit or refused with a sentence; never half."""

import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from kabinet.documents import vault
from kabinet.documents.actions import store_file
from kabinet.documents.intake.faults import Fault
from kabinet.documents.intake.names import clean
from kabinet.documents.letters import fill
from kabinet.documents.models import StoredFile
from kabinet.documents.queries import read_file, verify
from kabinet.documents.refusals import FileRefused
from kabinet.documents.renderers import docx, pdf
from tests.rooms.documents.corpus import SAMPLES, Sample, jpeg, png
from tests.rules.documents.samples import CLAIM, FACTS

AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings):
    settings.FILES = tmp_path / "files"


def store(data: bytes, name: str = "photo.jpg") -> StoredFile:
    return store_file(upload=io.BytesIO(data), name=name, by=None, at=AT)


def kept_files() -> list[Path]:
    return [path for path in Path(settings.FILES).rglob("*") if path.is_file()]


def verdict_on(sample: Sample) -> str:
    try:
        return store(sample.data, sample.name).media_type
    except FileRefused as refusal:
        return refusal.fault


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.label)
def test_each_file_of_the_corpus_gets_its_verdict(sample: Sample):
    assert verdict_on(sample) == sample.verdict
    is_kept = sample.verdict not in set(Fault)
    assert len(kept_files()) == StoredFile.objects.count() == int(is_kept)


def test_a_file_is_kept_bit_for_bit_under_its_hash():
    data = jpeg(comment=bytes(range(256)))

    stored = store(data, "Снимок экрана.jpg")

    assert read_file(stored) == data
    assert (stored.size, stored.name) == (len(data), "Снимок экрана.jpg")
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert kept_files() == [Path(settings.FILES) / stored.sha256[:2] / stored.sha256]
    assert stored.stored_at == AT


def test_no_row_exists_before_its_bytes_do(settings, tmp_path: Path):
    settings.FILES = tmp_path / "a file where a folder should be"
    settings.FILES.write_text("")

    with pytest.raises(OSError, match=r"exists|directory"):
        store(jpeg())

    assert not StoredFile.objects.exists()


def test_the_same_bytes_are_kept_once_and_named_twice():
    first, second = store(jpeg(), "a.jpg"), store(jpeg(), "b.jpg")

    assert first.sha256 == second.sha256
    assert first.token != second.token
    assert len(kept_files()) == 1


def test_bytes_that_went_bad_are_written_anew():
    stored = store(jpeg())
    kept_files()[0].write_bytes(b"x")

    store(jpeg())

    assert read_file(stored) == jpeg()


def test_no_more_than_the_limit_is_read():
    class Endless:
        asked = 0

        def read(self, size: int = -1, /) -> bytes:
            self.asked += size
            return b"\xff\xd8\xff" + b"\0" * (size - 3)

    upload = Endless()
    with pytest.raises(FileRefused) as refusal:
        store_file(upload=upload, name="a.jpg", by=None, at=AT)

    assert refusal.value.fault == Fault.TOO_BIG
    assert "10" in str(refusal.value.sentence)
    assert upload.asked == settings.UPLOAD_LIMIT + 1
    assert not kept_files()


def test_a_file_of_just_the_limit_is_taken():
    data = png(extra=b"\0" * (settings.UPLOAD_LIMIT - len(png())))

    assert store(data, "a.png").size == settings.UPLOAD_LIMIT


def test_each_fault_has_its_own_sentence():
    sentences = {str(FileRefused(fault, limit=1).sentence) for fault in Fault}

    assert len(sentences) == len(Fault)


def test_the_letters_that_we_make_ourselves_are_taken():
    letter = fill(CLAIM, FACTS)

    store(pdf.render(letter, written_at=AT), "Претензия.pdf")
    store(docx.render(letter, written_at=AT), "Претензия.docx")

    assert len(kept_files()) == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Иван\\фото.jpg", "фото.jpg"),
        ("фото\u202egpj\u200b.jpg", "фотоgpj.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie_ x.jpg"),
        ('a"b<c>|?*%.jpg', "a_b_c_____.jpg"),
        ("Снимок и\u0306.jpg", "Снимок й.jpg"),
        ("con.jpg", "file con.jpg"),
        ("....jpg", "file.jpg"),
        ("", "file.jpg"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
        ("архив.tar.jpg", "архив.tar.jpg"),
    ],
)
def test_a_name_is_made_safe(typed: str, kept: str):
    assert clean(typed, ending="jpg") == kept


def test_a_wrong_ending_of_a_picture_is_put_right():
    assert store(jpeg(), "photo.png").name == "photo.jpg"
    assert store(jpeg(), "photo.JPEG").name == "photo.jpeg"


def test_verify_finds_what_is_missing_cut_and_changed():
    good, gone, cut, changed = (store(jpeg(width), f"{width}.jpg") for width in (1, 2, 3, 4))
    assert verify() == []
    folder = Path(settings.FILES)
    (folder / gone.sha256[:2] / gone.sha256).unlink()
    (folder / cut.sha256[:2] / cut.sha256).write_bytes(jpeg(3)[:-1])
    (folder / changed.sha256[:2] / changed.sha256).write_bytes(jpeg(5))

    problems = "\n".join(verify())

    assert f"{gone.token}: is not on the disk" in problems
    assert f"{cut.token}: has {cut.size - 1} bytes instead of {cut.size}" in problems
    assert f"{changed.token}: has been changed" in problems
    assert good.token not in problems


def test_changed_bytes_are_never_handed_out():
    stored = store(jpeg())
    kept_files()[0].write_bytes(jpeg(11))
    with pytest.raises(vault.FileDamaged, match="changed"):
        read_file(stored)

    kept_files()[0].unlink()
    with pytest.raises(vault.FileDamaged, match="not on the disk"):
        read_file(stored)
