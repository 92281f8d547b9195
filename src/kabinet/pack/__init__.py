"""Operator packs: data that a lawyer or a product manager may change; loaded, checked, dated."""
