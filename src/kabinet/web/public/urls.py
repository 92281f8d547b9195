"""Addresses of the pages for anybody."""

from django.urls import path

from kabinet.web.public import applying, book, choices, library, offices, pages, status, visits

app_name = "public"
urlpatterns = [
    path("", pages.home, name="home"),
    path("start/", pages.start, name="start"),
    path("letters/", library.letters, name="letters"),
    path("letters/<slug:name>/", library.letter, name="letter"),
    path("letters/<slug:name>/code.svg", library.code, name="letter_code"),
    path("letters/<slug:name>/fill/", library.fill, name="letter_fill"),
    path("letters/<slug:name>/blank.<str:form>", library.blank, name="letter_blank"),
    path("offices/", offices.finder, name="offices"),
    path("status/", status.status, name="status"),
    path("visit/", visits.visits, name="visits"),
    path("visit/<str:code>/", visits.visit, name="visit"),
    path("visit/<str:code>/visit.ics", visits.calendar, name="visit_calendar"),
    path("apply/", applying.application, name="apply"),
    path("book/", book.book, name="book"),
    path("help/", pages.contacts, name="help"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("i18n/setlang/", choices.language, name="language"),
    path("theme/", choices.theme, name="theme"),
]
