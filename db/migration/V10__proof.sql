-- Proofs (docs/proof.md): kept for five minutes, so that a submission that is repeated gets its own again.
alter table submission
  add column reply_keys_sealed bytea,                -- Tink AEAD; under which its proof goes back; erased with the proof
  add column proof_sealed      bytea,                -- Tink AEAD; the signed proof; erased five minutes after the verdict
  add constraint submission_proof_of_success check (proof_sealed is null or verdict = 'VERIFIED'),
  add constraint submission_reply_keys_erased
    check (reply_keys_sealed is null or status <> 'DONE' or proof_sealed is not null);

create index submission_proof on submission (ended_at) where proof_sealed is not null;
