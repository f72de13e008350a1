"""The screens of the sidebar, one module each."""
