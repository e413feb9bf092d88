"""What a participant may type. Forms say whether it is well formed, nothing more."""
