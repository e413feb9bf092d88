"""The papers that a person takes home: what each says, and its PDF file."""
