"""When things happen in these tests."""

from datetime import UTC, datetime

SEPTEMBER = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
