"""Structure: the elements of GB/T 9704, the outline, the parts, the kind and the references of a document."""

from .assemble import structure

__all__ = ["structure"]
