-- What was bought and the bank was told to pay for (paying): it was with what the bank is told to pay out, which is still to be spent.
alter type account_kind add value 'paying';
