"""What a participant does: register, come back by the mailed link, cancel, find.

Reading changes nothing; only a button that posts does.
"""
