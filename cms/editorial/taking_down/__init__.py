"""What is no longer there: pages taken down with a reason, and drafts in the bin."""
