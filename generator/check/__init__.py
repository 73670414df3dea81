"""Check: runs the rules by scope, turns their places into lines and columns, decides what can be counted."""
