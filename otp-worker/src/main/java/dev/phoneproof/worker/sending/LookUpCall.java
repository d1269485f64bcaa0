package dev.phoneproof.worker.sending;

import dev.phoneproof.worker.provider.LookUpResult;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.storage.Sealed;
import dev.phoneproof.worker.storage.UnopenableException;
import dev.phoneproof.worker.storage.Vault;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens a number and asks the provider what went out to it. */
@Component
class LookUpCall {

  private static final Logger LOG = LoggerFactory.getLogger(LookUpCall.class);

  private final Provider provider;
  private final Vault vault;

  LookUpCall(Provider provider, Vault vault) {
    this.provider = provider;
    this.vault = vault;
  }

  LookUpResult of(UUID verificationId, Sealed number) {
    try {
      return provider.lookUp(vault.open(number));
    } catch (UnopenableException e) {
      LOG.error("The number of {} does not open: {}", verificationId, e.getMessage());
      return new LookUpResult.Unreadable();
    } catch (RuntimeException | Error e) {
      return new LookUpResult.Failed();
    }
  }
}
