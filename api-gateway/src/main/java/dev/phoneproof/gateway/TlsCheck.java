package dev.phoneproof.gateway;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;

/**
 * Tries out what is set for TLS: Spring would say at length, and after much else, what is wrong.
 */
final class TlsCheck {

  private static final String SETTING = "SERVER_SSL_CERTIFICATE (or _KEY_STORE)";

  private TlsCheck() {}

  static void check(Binder binder) {
    Ssl ssl = binder.bind("server.ssl", Ssl.class).orElse(null);
    // A bundle has a name there and its parts elsewhere, where they are not known yet.
    if (ssl == null || !Ssl.isEnabled(ssl) || ssl.getBundle() != null) {
      return;
    }
    if (!isUsable(ssl)) {
      throw new RefusedSettingException(
          SETTING, "is missing, unreadable, or does not fit its private key or password");
    }
  }

  private static boolean isUsable(Ssl ssl) {
    try {
      SslBundle bundle = WebServerSslBundle.get(ssl);
      bundle.createSslContext();
      return hasPrivateKey(bundle.getStores().getKeyStore());
    } catch (GeneralSecurityException | RuntimeException e) {
      // Not passed on: the messages name files and quote what stands in them.
      return false;
    }
  }

  private static boolean hasPrivateKey(@Nullable KeyStore store) throws GeneralSecurityException {
    if (store != null) {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return true;
        }
      }
    }
    return false;
  }
}
