"""Kabinet: customer care for telecom operators, both sides over one set of facts."""
