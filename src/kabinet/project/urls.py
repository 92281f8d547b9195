"""Every address, by face."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("kabinet.web.public.urls")),
    path("", include("kabinet.web.signin.urls")),
    path("write/", include("kabinet.web.draft.urls")),
    path("transfer/", include("kabinet.web.transfers.link")),
    path("my/transfers/", include("kabinet.web.transfers.mine")),
    path("phone/", include("kabinet.web.phone.urls")),
    path("my/", include("kabinet.web.portal.urls")),
    path("desk/", include("kabinet.web.backoffice.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("kabinet.demo.urls")))

handler400 = "kabinet.web.errors.bad_request"
handler403 = "kabinet.web.errors.forbidden"
handler404 = "kabinet.web.errors.not_found"
handler429 = "kabinet.web.errors.too_many"  # allauth's limits ask for it
handler500 = "kabinet.web.errors.server_error"
