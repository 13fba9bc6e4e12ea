"""A page with every component and every block in every state. Served in development alone (SHOW_COMPONENTS)."""
