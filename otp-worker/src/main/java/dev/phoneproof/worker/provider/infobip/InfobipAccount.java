package dev.phoneproof.worker.provider.infobip;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The Infobip account.
 *
 * @param baseUrl personal to the account, {@code https://xxxxx.api.infobip.com}
 * @param apiKey needs the scopes {@code 2fa:pin:send}, {@code 2fa:pin:verify} alone
 * @param applicationId the 2FA application
 * @param messageId the message template
 */
@ConfigurationProperties("infobip")
record InfobipAccount(String baseUrl, String apiKey, String applicationId, String messageId) {

  @Override
  public String toString() {
    return "InfobipAccount[" + applicationId + "]";
  }
}
