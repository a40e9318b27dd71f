"""What a contact is, and the rules about it: no Qt, no SQL, no files, no clock."""
