-- Organisations are listed by their codes too, and what was sent to a webhook by how it came to its end, each read as far as a page needs.
create index organisation_by_code on organisation (commissioner_id, code, organisation_id);
create index webhook_delivery_by_status on webhook_delivery (commissioner_id, webhook_id, status, webhook_delivery_id desc);
drop index webhook_delivery_dead;
create index webhook_delivery_settled_of_webhook on webhook_delivery (commissioner_id, webhook_id, settled_at) where settled_at is not null;
