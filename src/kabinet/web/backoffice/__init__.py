"""The desks of the operator."""
