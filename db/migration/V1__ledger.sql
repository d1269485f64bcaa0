-- The ledger: what was asked, what was tried, what came of it. docs/ledger.md has its rules.

create table verification (
  id                 uuid        primary key,        -- chosen by whoever asked
  client_id          text        not null,
  phone_number       text,                           -- E.164; null when the request was unreadable
  number_hash        bytea,                          -- keyed hash of it, to compare numbers by
  channel            text        not null,
  locale             text        not null,
  purpose            text        not null,
  reference          text,
  nonce              text,
  amount             text,
  currency           text,
  payee              text,
  origin_tag         text,
  session_tag        text,
  device_tag         text,
  known_device       boolean,

  status             text        not null check (status in
    ('REQUESTED', 'SENDING', 'SENT', 'VERIFIED', 'LOCKED', 'EXPIRED', 'CANCELED', 'REFUSED', 'FAILED')),
  reason             text,
  revision           int         not null default 0,
  published_revision int         not null default -1, -- what Kafka has acknowledged
  changed_at         timestamptz not null,

  requested_at       timestamptz not null,           -- the publisher's clock
  recorded_at        timestamptz not null,           -- the record's time in Kafka
  created_at         timestamptz not null,
  send_by            timestamptz not null,           -- nothing is sent after it
  send_due_at        timestamptz,                    -- when the next send may be claimed; null: none is due
  not_sent           int         not null default 0, -- tries that surely reached nobody: the exponent of the backoff
  repeats            int         not null default 0, -- sends repeated after look-ups that found nothing
  account_refused    boolean     not null default false, -- the last try was answered 401 or 403
  expires_at         timestamptz,                    -- the PIN's end, once sent
  resend_at          timestamptz,
  ends_at            timestamptz,                    -- when time alone ends it; null: ended
  pin_id             text,                           -- Infobip's; erased at the end
  guesses            int         not null default 0
);

create index verification_due on verification (send_due_at) where send_due_at is not null;
create index verification_ending on verification (ends_at) where ends_at is not null;
create index verification_unpublished on verification (changed_at) where published_revision < revision;

-- One row for each call that asks the provider to send.
create table send (
  id              uuid        primary key,           -- for a resend: from its event's id
  verification_id uuid        not null references verification,
  number_hash     bytea       not null,
  kind            text        not null check (kind in ('FIRST', 'RESEND')),
  channel         text        not null,
  status          text        not null check (status in ('WAITING', 'CALLING', 'LOOKING_UP', 'DONE')),
  outcome         text        check (outcome in
    ('SENT', 'REFUSED', 'THROTTLED', 'NOT_SENT', 'UNKNOWN', 'NOT_FOUND', 'DROPPED')),
  created_at      timestamptz not null,
  due_at          timestamptz,                       -- waiting: when to start; looking up: when to look
  started_at      timestamptz,
  ended_at        timestamptz,
  lease_until     timestamptz,
  empty_look_ups  int         not null default 0
);

-- A call may be running or a look-up is owed: one such send for a number at a time.
create unique index send_open on send (number_hash) where status in ('CALLING', 'LOOKING_UP');
create index send_of_verification on send (verification_id);
create index send_of_number on send (number_hash, started_at);
create index send_due on send (due_at) where status in ('WAITING', 'LOOKING_UP');
create index send_leased on send (lease_until) where status = 'CALLING';

-- Typed PINs and cancels. They can come before their verification: no foreign key.
create table submission (
  id              uuid        primary key,           -- the event's id
  verification_id uuid        not null,
  client_id       text        not null,
  kind            text        not null check (kind in ('GUESS', 'CANCEL')),
  pin             text,                              -- erased with the verdict
  status          text        not null check (status in ('WAITING', 'CHECKING', 'DONE')),
  recorded_at     timestamptz not null,
  created_at      timestamptz not null,
  due_at          timestamptz,                       -- when to look at it although nothing happened
  not_before      timestamptz,                       -- backoff: no call earlier than that
  lease_until     timestamptz,
  counted         boolean     not null default false, -- its guess is in verification.guesses
  calls           int         not null default 0,     -- calls that may have been delivered
  not_sent        int         not null default 0,
  verdict         text,
  retry_at        timestamptz,
  ended_at        timestamptz,
  published       boolean     not null default false
);

create unique index submission_checking on submission (verification_id) where status = 'CHECKING';
create index submission_waiting on submission (verification_id, recorded_at) where status = 'WAITING';
create index submission_due on submission (due_at) where status = 'WAITING';
create index submission_leased on submission (lease_until) where status = 'CHECKING';
create index submission_unpublished on submission (ended_at) where status = 'DONE' and kind = 'GUESS' and not published;

-- Who did what when. Rows are only ever added.
create table audit_event (
  at              timestamptz not null,
  verification_id uuid        not null,
  client_id       text        not null,
  action          text        not null,              -- the status reached, or what became of a submission
  reason          text,
  revision        int         not null
) partition by range (at);

create table audit_event_rest partition of audit_event default;
create index audit_event_of_verification on audit_event (verification_id, at);
