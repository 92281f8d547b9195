"""How a row of an order is read and judged. Plain Python."""
