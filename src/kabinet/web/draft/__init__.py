"""Writing something down step by step: a claim, a question, a fraud report; for anybody."""
