package dev.phoneproof.examples.backend;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The checks that the library does: algorithm, key, signature, type, issuer, audience, time. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

  @Bean
  JwtDecoder proofDecoder(BackendSettings settings, Clock clock) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(settings.gateway() + "/.well-known/jwks.json")
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            // The library's own check wants another type; ours is below.
            .validateType(false)
            .build();
    JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    time.setAllowEmptyExpiryClaim(false);
    time.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTypeValidator("phoneproof+jwt"),
            new JwtIssuerValidator(settings.issuer()),
            new JwtAudienceValidator(settings.clientId()),
            time));
    return decoder;
  }
}
