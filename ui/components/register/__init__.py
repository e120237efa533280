"""The register on screen: a component of our own (the .js and .css beside this) and what its taps mean."""

from ui.components.register.sending import Reply, carry_out
from ui.components.register.show import register

__all__ = ["Reply", "carry_out", "register"]
