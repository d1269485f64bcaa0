-- What persons may ask for, and who did what. docs/operator-api.md has the calls.

-- Which numbers were erased when. A row is also the tombstone of its number: until blocks_until,
-- nothing that Kafka recorded up to erased_at comes back. It holds no number but its keyed hash.
create table erasure_ledger (
  request_id    uuid        primary key,
  number_hash   bytea       not null,
  erased_at     timestamptz not null,               -- covers what Kafka recorded up to then
  requested_by  text        not null,               -- an operator, or the topic
  reason        text,                               -- as the operator gave it
  verifications int,                                -- how much was erased; null: not done yet
  sends         int,
  submissions   int,
  completed_at  timestamptz,                        -- null: to be done, or done again after a restore
  answered      boolean     not null default false, -- Kafka has its ErasureCompleted
  blocks_until  timestamptz not null,               -- the topics have forgotten by then
  kept_until    timestamptz not null                -- no backup is older than that
);

create index erasure_of_number on erasure_ledger (number_hash, erased_at);
create index erasure_open on erasure_ledger (erased_at) where completed_at is null or not answered;
create index erasure_kept on erasure_ledger (kept_until);

-- Nothing is left of it but what its last outcome needs; it goes when Kafka has that.
alter table verification add column erased boolean not null default false;

create index verification_erased on verification (id) where erased;
create index verification_of_number on verification (number_hash, recorded_at);

-- Who did it: client, worker, erasure, or an operator by name. The id makes the order complete.
alter table audit_event
  add column actor text not null default 'worker',
  add column id    uuid not null default gen_random_uuid();

create index audit_event_at on audit_event (at, id);
