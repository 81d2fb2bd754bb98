-- An audit draws what was decided on claims of people for what they paid themselves, too: public money goes out by it.
alter type audited_kind add value 'waiting-claim-decision';
create index decision_on_claims on decision (commissioner_id, decided_at) where subject = 'waiting-claim';
