"""The floor: money, flow, clock, ids, columns. No telecom word in it."""
