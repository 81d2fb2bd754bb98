-- An instance of before 0176 and 0178 knows nothing of these kinds and writes without them, while it is being replaced: what it means is what there was then.
alter table surplus_recovery alter column kind set default 'taken-back';
alter table audit_sample alter column kind set default 'purchase';
