"""The tree of operations, named as in the platform's own SDKs: its root, and a module for each branch."""
