-- Numbers and PINs are kept sealed. Each opens only with the id of its own row: docs/ledger.md.

alter table verification
  drop column phone_number,
  add column number_sealed bytea,                    -- Tink AEAD; null when the request was unreadable
  add column number_key    bigint,                   -- id of the storage key that sealed it
  add constraint verification_number_and_key check ((number_sealed is null) = (number_key is null)),
  add constraint verification_pin_id_erased check (pin_id is null or status = 'SENT');

comment on column verification.number_hash is
  'Keyed hash of the number, to compare numbers by. Whoever has its key can try all numbers: personal data.';

-- Where re-encryption finds what another key has sealed.
create index verification_number_key on verification (number_key);

alter table submission
  drop column pin,
  add column pin_sealed bytea,                       -- Tink AEAD; erased with the verdict
  add constraint submission_pin_erased check (pin_sealed is null or status <> 'DONE');

-- When storage keys came, were used and went; the keys themselves are in the settings alone.
create table storage_key (
  id            bigint      primary key,             -- Tink's key id
  first_seen_at timestamptz not null,
  primary_since timestamptz,                         -- from then on it sealed; null: not yet
  last_used_at  timestamptz,                         -- it sealed by then, or a number sealed by it was there
  last_seen_at  timestamptz not null                 -- some worker had it by then
);
