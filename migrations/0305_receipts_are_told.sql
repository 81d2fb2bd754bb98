-- Who bought something is told that its receipt is missing, and it is their turn.
alter type notification_kind add value 'receipt-missing';
alter type case_subject add value 'purchase';
alter type wait_step add value 'receipt-to-send';
