"""Addresses for the voice menu."""

from django.urls import path

from kabinet.web.phone import ivr

app_name = "phone"
urlpatterns = [path("status/", ivr.status, name="status")]
