"""The product's own settings, on a throw-away folder, with keys that guard nothing."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="kabinet-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ.update(
    {
        "KABINET_DATA": _data,
        "KABINET_DEMO": "no",
        "KABINET_SECRET_KEY": "secret-key-of-the-tests-guards-nothing",
        "KABINET_PAPER_KEY": "paper-key-of-the-tests-guards-nothing-",
        "KABINET_INDEX_KEY": "index-key-of-the-tests-guards-nothing-",
        "KABINET_JOURNAL_KEY": "journal-key-of-the-tests-guards-nothing",
        "KABINET_DATABASE": os.environ.get("KABINET_TEST_POSTGRES", ""),
    }
)

from kabinet.project.settings import *  # noqa: E402, F403 - the environment comes first
from kabinet.project.settings import INSTALLED_APPS as OF_THE_PRODUCT  # noqa: E402

INSTALLED_APPS = [*OF_THE_PRODUCT, "tests.flush"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
