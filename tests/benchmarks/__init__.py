"""Measurements, run by hand: each prints figures and touches nothing but a scratch database of its own."""
