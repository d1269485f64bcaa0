-- Records that are sealed for a key which no worker that read them had. They stand in Kafka still;
-- here is where, so that a worker with the key, or the deadline, finds them. docs/sealing.md.
create table parked_record (
  topic         text        not null,
  partition     int         not null,
  record_offset bigint      not null,
  key_id        text        not null,                -- of the key that it is sealed for
  due_at        timestamptz not null,                -- from then on it is a dead letter
  lease_until   timestamptz,                         -- until then somebody takes it in
  primary key (topic, partition, record_offset)
);

create index parked_record_due on parked_record (due_at);
create index parked_record_of_key on parked_record (key_id);
