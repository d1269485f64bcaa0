package dev.phoneproof.worker.submission;

import dev.phoneproof.worker.ledger.Ledger;
import dev.phoneproof.worker.ledger.Tasks;
import dev.phoneproof.worker.pacing.Circuit;
import dev.phoneproof.worker.pacing.Circuits;
import dev.phoneproof.worker.proof.Proofs;
import dev.phoneproof.worker.provider.Backoff;
import dev.phoneproof.worker.provider.Cause;
import dev.phoneproof.worker.provider.CheckResult;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Where a PIN is verified: asks the provider about a claimed PIN, on a virtual thread. */
@Component
class PinCheck {

  private static final Logger LOG = LoggerFactory.getLogger(PinCheck.class);

  private final Provider provider;
  private final Vault vault;
  private final Proofs proofs;
  private final Ledger ledger;
  private final Backoff backoff;
  private final Tasks tasks;
  private final Circuit circuit;

  PinCheck(
      Provider provider,
      Vault vault,
      Proofs proofs,
      Ledger ledger,
      Backoff backoff,
      Tasks tasks,
      Circuits circuits) {
    this.provider = provider;
    this.vault = vault;
    this.proofs = proofs;
    this.ledger = ledger;
    this.backoff = backoff;
    this.tasks = tasks;
    this.circuit = circuits.verify();
  }

  /**
   * Starts the call.
   *
   * @param done is called when the result is committed
   */
  void start(ClaimedCheck check, Runnable done) {
    tasks.execute(() -> ledger.add(finished(check, call(check), done)));
  }

  /** Whether the worker stops: nothing new is to be claimed. */
  boolean isStopping() {
    return tasks.isStopping();
  }

  /** A result, or the lack of one, as a change of the ledger. */
  CheckFinished finished(ClaimedCheck check, CheckResult result, Runnable done) {
    return new CheckFinished(
        check.verificationId(),
        check.submissionId(),
        check.call(),
        result,
        proof(check, result),
        backoff,
        done);
  }

  /**
   * Signed here, on the check's own thread: no transaction waits for it, unless a repeat was the
   * first to ask for it.
   */
  private Supplier<Optional<byte[]>> proof(ClaimedCheck check, CheckResult result) {
    if (check.proofWanted() && result instanceof CheckResult.Right) {
      Optional<byte[]> proof = proofs.make(check.subject(), check.pin());
      return () -> proof;
    }
    return () -> proofs.make(check.subject(), check.pin());
  }

  /** What the claim of a check takes, to be given back when none is made. */
  Circuit circuit() {
    return circuit;
  }

  private CheckResult call(ClaimedCheck check) {
    if (check.latestStart() - System.nanoTime() < 0) {
      // Too late to be guarded by the lease until the call's end: surely not checked.
      circuit.giveBack(1);
      return new CheckResult.NotSent(Cause.UNREACHABLE);
    }
    String pin;
    try {
      pin = vault.openPin(check.pin());
    } catch (UnopenableException e) {
      LOG.error("The PIN of {} does not open: {}", check.submissionId(), e.getMessage());
      circuit.giveBack(1);
      return new CheckResult.Unreadable();
    }
    CheckResult result = callProvider(check.pinId(), pin);
    circuit.ended(worked(result));
    return result;
  }

  private CheckResult callProvider(String pinId, String pin) {
    try {
      return provider.check(pinId, pin);
    } catch (RuntimeException | Error e) {
      LOG.error("A check ended in a bug: {}", e.getClass().getName());
      return new CheckResult.Unknown();
    }
  }

  /** Whoever refuses is there: only silence and breakdowns open the circuit. */
  private static boolean worked(CheckResult result) {
    return switch (result) {
      case CheckResult.Unknown unknown -> false;
      case CheckResult.Unreadable unreadable -> true;
      case CheckResult.NotSent notSent -> notSent.cause() == Cause.ACCOUNT;
      case CheckResult.Right right -> true;
      case CheckResult.Wrong wrong -> true;
      case CheckResult.NoMoreAttempts none -> true;
      case CheckResult.TooLate late -> true;
      case CheckResult.Throttled throttled -> true;
    };
  }
}
