"""What claims, inquiries and orders share: number, parties, desk, assignee, clocks, timeline."""
