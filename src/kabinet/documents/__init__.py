"""Files received and made; letters, and the forms they are rendered to."""
