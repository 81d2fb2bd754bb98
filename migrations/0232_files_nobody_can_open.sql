-- That nobody can open a file is told to who sent it.
alter type notification_kind add value 'file-not-usable';
