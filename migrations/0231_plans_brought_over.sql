-- Drafts of plans of another system.
alter type bulk_import_kind add value 'plans';
