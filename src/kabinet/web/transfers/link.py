"""Addresses of the receiver's personal link: no account is needed."""

from django.urls import path

from kabinet.web.transfers.views import bringing, invited

app_name = "invited"
urlpatterns = [
    path("<str:token>/", invited.door, name="door"),
    path("<str:token>/code/", invited.code, name="code"),
    path("<str:token>/accept/", invited.agree, name="accept"),
    path("<str:token>/withdraw/", invited.take_back, name="withdraw"),
    path("<str:token>/tariffs/", invited.tariffs, name="tariffs"),
    path("<str:token>/users/", invited.users, name="users"),
    path("<str:token>/papers/", bringing.papers, name="papers"),
    path("<str:token>/papers/<slug:kind>/", bringing.send, name="paper_send"),
    path("<str:token>/papers/<slug:kind>/file", bringing.file, name="paper_file"),
    path("<str:token>/papers/<slug:kind>/form.<slug:ending>", bringing.form, name="paper_form"),
    path("<str:token>/visit/", bringing.visit, name="visit"),
    path("<str:token>/<slug:which>.<str:form>", invited.letter, name="letter"),
]
