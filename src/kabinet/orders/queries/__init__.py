"""What is known about orders: their facts, their lines, their drafts, their lists."""
