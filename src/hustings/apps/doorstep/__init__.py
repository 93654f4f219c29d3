"""The doorstep: phones, what they hold, and what they hand in."""
