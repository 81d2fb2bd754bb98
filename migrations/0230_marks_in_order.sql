-- Whoever marks a purchase, and however long after it was recorded: the watch over spending finds the mark by its place. What was marked before this
-- migration gets one too, and is looked at once more: a signal that was raised is not raised again.
create function ordered_id() returns uuid language sql volatile set search_path to pg_catalog, public, pg_temp as $$
  -- As uuidv7(), which PostgreSQL has from version 18: milliseconds first.
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;
alter table purchase_mark add column purchase_mark_id uuid not null default ordered_id();
create index purchase_mark_in_order on purchase_mark (commissioner_id, purchase_mark_id);
