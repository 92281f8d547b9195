"""Tags and filters of our pages."""

from django import template

register = template.Library()
