"""Papers of a request: asked for, filled in, sent, judged one by one, seen in the original."""
