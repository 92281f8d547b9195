"""Addresses of the demonstration."""

from django.urls import path

from kabinet.demo.views import clock, mail, stories

app_name = "demo"
urlpatterns = [
    path("", stories.first, name="stories"),
    path("sign-in/", stories.enter, name="enter"),
    path("by-hand/", stories.by_hand, name="by_hand"),
    path("clock/", clock.hands, name="clock"),
    path("mail/", mail.caught, name="mail"),
    path("mail/<str:name>/", mail.raw, name="raw"),
    path("mail/<str:name>/<int:place>/", mail.attachment, name="attachment"),
]
