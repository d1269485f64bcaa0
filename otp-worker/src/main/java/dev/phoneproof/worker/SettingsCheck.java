package dev.phoneproof.worker;

import dev.phoneproof.worker.client.Clients;
import dev.phoneproof.worker.intake.IntakePolicy;
import dev.phoneproof.worker.kafka.TopicCheckPolicy;
import dev.phoneproof.worker.kafka.TopicPolicy;
import dev.phoneproof.worker.limit.LimitPolicy;
import dev.phoneproof.worker.operator.Operators;
import dev.phoneproof.worker.pacing.PacingPolicy;
import dev.phoneproof.worker.privacy.PrivacyPolicy;
import dev.phoneproof.worker.proof.ProofKeys;
import dev.phoneproof.worker.proof.ProofPolicy;
import dev.phoneproof.worker.provider.ProviderPolicy;
import dev.phoneproof.worker.retention.RetentionPolicy;
import dev.phoneproof.worker.storage.StorageKeyset;
import dev.phoneproof.worker.storage.StoragePolicy;
import dev.phoneproof.worker.verification.VerificationPolicy;
import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads every policy once before anything else is created, so that a wrong one stops the start with
 * one line, also while PostgreSQL cannot be reached.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class SettingsCheck implements EnvironmentPostProcessor {

  private static final List<Class<? extends Record>> POLICIES =
      List.of(
          IntakePolicy.class,
          VerificationPolicy.class,
          ProviderPolicy.class,
          PacingPolicy.class,
          LimitPolicy.class,
          StoragePolicy.class,
          RetentionPolicy.class,
          PrivacyPolicy.class,
          ProofPolicy.class,
          TopicPolicy.class,
          TopicCheckPolicy.class);

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Binder binder = Binder.get(environment);
    for (Class<? extends Record> type : POLICIES) {
      binder.bindOrCreate(type.getAnnotation(ConfigurationProperties.class).value(), type);
    }
    StorageKeyset.parse(environment.getProperty("phoneproof.storage-keys", ""));
    ProofKeys.parse(environment.getProperty("phoneproof.proof-keys", ""));
    Operators.parse(environment.getProperty("phoneproof.operators", ""));
    Clients.parse(environment.getProperty("phoneproof.clients", ""));
    binder.bind("server.port", Integer.class);
    binder.bind("management.server.port", Integer.class);
  }
}
