"""Visits to a showroom: booked, come to, who was seen there and by which right, what was signed."""
