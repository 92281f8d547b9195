"""The door for web servers."""

import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kabinet.project.settings")

application: Any = get_wsgi_application()
if settings.PROXIES:
    # The visitor's address counts his tries: believe it of our own proxy alone.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=settings.PROXIES)
