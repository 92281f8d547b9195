"""The demonstration's pages. Where none is running they are not there at all."""
