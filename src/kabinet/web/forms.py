"""How a form looks."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms rendered by our own templates."""
