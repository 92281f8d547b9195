"""Addresses of the receiver's personal link: no account is needed."""

from django.urls import path

from kabinet.web.transfers.views import invited

app_name = "invited"
urlpatterns = [
    path("<str:token>/", invited.door, name="door"),
    path("<str:token>/code/", invited.code, name="code"),
    path("<str:token>/accept/", invited.agree, name="accept"),
    path("<str:token>/withdraw/", invited.take_back, name="withdraw"),
    path("<str:token>/tariffs/", invited.tariffs, name="tariffs"),
    path("<str:token>/users/", invited.users, name="users"),
    path("<str:token>/<slug:which>.<str:form>", invited.letter, name="letter"),
]
