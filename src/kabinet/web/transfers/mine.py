"""Addresses of transfers in the account."""

from django.urls import path

from kabinet.web.transfers import told
from kabinet.web.transfers.views import beginning, mine

told.register()

app_name = "transfers"
urlpatterns = [
    path("", mine.transfers, name="list"),
    path("check/", beginning.check, name="check"),
    path("start/", beginning.begin, name="start"),
    path("<str:reference>/", mine.transfer, name="transfer"),
    path("<str:reference>/withdraw/", mine.take_back, name="withdraw"),
    path("<str:reference>/invite/", mine.send_again, name="invite"),
    path("<str:reference>/tariffs/", mine.tariffs, name="tariffs"),
    path("<str:reference>/users/", mine.users, name="users"),
    path("<str:reference>/<slug:which>.<str:form>", mine.letter, name="letter"),
]
