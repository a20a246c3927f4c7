"""What is known of people: told to everybody, to each person, and forgotten when its time is over."""
