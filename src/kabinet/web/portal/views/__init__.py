"""The subscriber's pages, by what he looks at."""
