"""What is drawn for people to read: the booklet of what is recorded about somebody."""
