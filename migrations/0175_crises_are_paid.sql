-- What a crisis brings a line that is paid in advance is paid by a payment of its own.
alter type payment_purpose add value 'crisis';
