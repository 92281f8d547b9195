"""The pages of a transfer: of the giver in his account, of the receiver by his link."""
