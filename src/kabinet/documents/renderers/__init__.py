"""A letter of plain blocks, rendered: a page, a Word file, a PDF."""
