-- A practice that does not agree a health need says no to the person: that is a decision, with a letter, and they can appeal against it.
alter type decision_subject add value 'health-need';
alter type decision_tier add value 'gp-practice';
alter table practice_act add what_would_change text;
-- What practices declined before this is kept as it was said.
alter table practice_act add constraint practice_act_change_check check ((kind = 'declined') = (what_would_change is not null)) not valid;
