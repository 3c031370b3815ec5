"""The parts of the state machine (test_zustaende.py): a world, rules by subject, and what holds after every step."""
