"""The study day of 22 May 2019, to try Colloque with a real programme."""
