package dev.phoneproof.worker.privacy;

import static dev.phoneproof.worker.privacy.Audience.NOBODY;
import static dev.phoneproof.worker.privacy.Audience.PERSON;
import static dev.phoneproof.worker.privacy.Audience.READER;

import java.util.List;

/**
 * One column of what is kept of a number: who may see it, under which name, and what it means in
 * words for the person.
 */
record Field(String column, String name, Audience audience, String meaning) {

  static final List<Field> OF_VERIFICATION =
      List.of(
          new Field("id", "id", READER, "Random id of the verification."),
          new Field("client_id", "clientId", READER, "The application that asked for it."),
          new Field("channel", "channel", READER, "How the newest PIN went: SMS or VOICE."),
          new Field("locale", "locale", READER, "Language of the message."),
          new Field("purpose", "purpose", READER, "What the application verified the number for."),
          new Field("reference", "reference", PERSON, "The application's own name for the matter."),
          new Field("nonce", "nonce", PERSON, "Binds the proof to a session of the application."),
          new Field("amount", "amount", PERSON, "Of the payment that was to be confirmed."),
          new Field("currency", "currency", PERSON, "Of the payment that was to be confirmed."),
          new Field("payee", "payee", PERSON, "Of the payment that was to be confirmed."),
          new Field(
              "origin_tag",
              "originTag",
              PERSON,
              "Keyed tag of the network that the request came from; it cannot be turned back."),
          new Field(
              "session_tag",
              "sessionTag",
              PERSON,
              "Keyed tag of the browser session that the request came from."),
          new Field(
              "device_tag", "deviceTag", PERSON, "Keyed tag of the device it came from, if known."),
          new Field(
              "known_device",
              "knownDevice",
              PERSON,
              "Whether that device had verified this number before, if known."),
          new Field("country", "country", READER, "The country of the number."),
          new Field("status", "status", READER, "Where it stands or how it ended."),
          new Field("reason", "reason", READER, "Why it ended so, where there is a reason."),
          new Field("revision", "revision", READER, "How often it has changed."),
          new Field(
              "published_revision",
              "publishedRevision",
              READER,
              "The newest of these changes that the application could read."),
          new Field("changed_at", "changedAt", READER, "When it changed last."),
          new Field("requested_at", "requestedAt", READER, "When the application says it asked."),
          new Field("recorded_at", "recordedAt", READER, "When the request reached the system."),
          new Field("created_at", "createdAt", READER, "When it was written down here."),
          new Field("send_by", "sendBy", READER, "Nothing is sent after it."),
          new Field("send_due_at", "sendDueAt", READER, "When the next message is to be tried."),
          new Field("not_sent", "notSent", READER, "Tries that surely reached nobody."),
          new Field("repeats", "repeats", READER, "Messages tried again after doubt."),
          new Field(
              "account_refused",
              "accountRefused",
              READER,
              "Whether the provider refused the system's own account at the last try."),
          new Field("expires_at", "expiresAt", READER, "The end of the PIN."),
          new Field("resend_at", "resendAt", READER, "From when the PIN could be sent again."),
          new Field("voice_at", "voiceAt", READER, "From when the PIN could be called out."),
          new Field("resends", "resends", READER, "How often the PIN was sent again."),
          new Field(
              "retry_at",
              "retryAt",
              READER,
              "When asking again made sense, if a limit was reached."),
          new Field("ends_at", "endsAt", READER, "When time alone ends it."),
          new Field("guesses", "guesses", READER, "PINs that were typed and checked."),
          new Field(
              "erased", "erased", READER, "Whether it is being erased and waits for its last say."),
          new Field("number_sealed", "", NOBODY, "The encrypted number; it stands above, once."),
          new Field(
              "pin_id",
              "",
              NOBODY,
              "The provider's id of the PIN: a credential that never leaves; erased at the end."),
          new Field("number_key", "", NOBODY, "Which key encrypted it."),
          new Field("number_hash", "", NOBODY, "Keyed hash to find the rows of the number by."));

  static final List<Field> OF_SEND =
      List.of(
          new Field("id", "id", READER, "Id of the message."),
          new Field("kind", "kind", READER, "FIRST, or RESEND when it was asked for again."),
          new Field("channel", "channel", READER, "SMS or VOICE."),
          new Field("status", "status", READER, "Where it stands."),
          new Field("outcome", "outcome", READER, "What came of it."),
          new Field("created_at", "createdAt", READER, "When it was asked for."),
          new Field("due_at", "dueAt", READER, "When it is to be tried or looked up."),
          new Field("started_at", "startedAt", READER, "When the provider was called."),
          new Field("ended_at", "endedAt", READER, "When its outcome was known."),
          new Field("lease_until", "leaseUntil", READER, "Until when the call may take."),
          new Field(
              "empty_look_ups",
              "emptyLookUps",
              READER,
              "Questions to the provider whether it went out, answered with no."),
          new Field(
              "refused_by",
              "refusedBy",
              READER,
              "Why a message that was to come again did not: too early, or a limit."),
          new Field("retry_at", "retryAt", READER, "When that limit was over."),
          new Field("verification_id", "", NOBODY, "It stands under its verification."),
          new Field("number_hash", "", NOBODY, "Keyed hash of the number."));

  static final List<Field> OF_QUOTA =
      List.of(
          new Field("scope", "scope", PERSON, "What was counted together."),
          new Field(
              "detail",
              "detail",
              PERSON,
              "Keyed tag of the session, device or network, or the application, for which it was"
                  + " counted."),
          new Field("per", "per", PERSON, "In one hour or one day of the UTC clock."),
          new Field("used", "used", PERSON, "How many there were in it."),
          new Field("ends_at", "endsAt", PERSON, "The end of that hour or day."),
          new Field("about", "", NOBODY, "Keyed hash of the number."));

  static final List<Field> OF_STANDING =
      List.of(
          new Field(
              "known_device",
              "knownDevice",
              PERSON,
              "Whether they were typed where a device was known that had verified the number."),
          new Field("wrong_pins", "wrongPins", PERSON, "Wrong PINs since the last right one."),
          new Field("wrong_at", "wrongAt", PERSON, "When the last of them was typed."),
          new Field("number_hash", "", NOBODY, "Keyed hash of the number."));

  static final List<Field> OF_SUBMISSION =
      List.of(
          new Field("id", "id", READER, "Id of what was typed, or of the wish to cancel."),
          new Field("client_id", "clientId", READER, "The application that brought it."),
          new Field("kind", "kind", READER, "GUESS: a typed PIN. CANCEL: a wish to cancel."),
          new Field("status", "status", READER, "Where it stands."),
          new Field("recorded_at", "recordedAt", READER, "When it reached the system."),
          new Field("created_at", "createdAt", READER, "When it was written down here."),
          new Field("due_at", "dueAt", READER, "When it is looked at again."),
          new Field("not_before", "notBefore", READER, "No check earlier than that."),
          new Field("lease_until", "leaseUntil", READER, "Until when the check may take."),
          new Field("counted", "counted", READER, "Whether it used up a guess."),
          new Field("calls", "calls", READER, "How often the provider was asked about it."),
          new Field("not_sent", "notSent", READER, "Checks that surely reached nobody."),
          new Field("verdict", "verdict", READER, "What became of it."),
          new Field("retry_at", "retryAt", READER, "When another try made sense."),
          new Field("ended_at", "endedAt", READER, "When that was known."),
          new Field("published", "published", READER, "Whether the application could read it."),
          new Field("verification_id", "", NOBODY, "It stands under its verification."),
          new Field("pin_sealed", "", NOBODY, "Shown to nobody, and erased with the verdict."),
          new Field(
              "proof_sealed",
              "",
              NOBODY,
              "The application's proof, a credential; erased five minutes after the verdict."),
          new Field("reply_keys_sealed", "", NOBODY, "Under which it went back; erased with it."));

  static final List<Field> OF_AUDIT =
      List.of(
          new Field("at", "at", READER, "When it was done."),
          new Field("verification_id", "verificationId", READER, "To which verification."),
          new Field("client_id", "clientId", READER, "The application whose verification it is."),
          new Field(
              "actor",
              "actor",
              READER,
              "Who did it: client (the application, or the person through it), worker (the system),"
                  + " erasure, or an operator by name."),
          new Field(
              "action",
              "action",
              READER,
              "What was asked for, the status reached, SUBMISSION for a typed PIN's end, or what an"
                  + " operator looked at."),
          new Field("reason", "reason", READER, "Its reason code, or the operator's ticket."),
          new Field("revision", "revision", READER, "The verification's revision then."),
          new Field("id", "", NOBODY, "Orders what happened at the same instant."));
}
