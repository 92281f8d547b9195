"""The rules of claims: the interview, what is missing, what the records prove. Plain Python."""
