"""The real PDF in the window: its pages, what is found in it, and the way to the printer."""

from secretariat.ui.preview.document import DocumentPreview

__all__ = ["DocumentPreview"]
