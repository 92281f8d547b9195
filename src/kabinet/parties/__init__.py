"""People and companies, what proves who they are, and what they allowed us to keep.

A passport is sealed with the person's own key; there is one door to open it, `reveal`,
which records the reading before it shows anything.
"""
