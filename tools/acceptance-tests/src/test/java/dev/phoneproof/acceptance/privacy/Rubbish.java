package dev.phoneproof.acceptance.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.phoneproof.acceptance.Phone;
import dev.phoneproof.acceptance.Upstream;
import dev.phoneproof.events.EventMessage;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A publisher who writes numbers and PINs readable into the topics, where they do not belong. */
final class Rubbish {

  private final Upstream upstream;
  private final Phone phone;
  private final String pin;

  Rubbish(Upstream upstream, Phone phone, String pin) {
    this.upstream = upstream;
    this.phone = phone;
    this.pin = pin;
  }

  void publish() {
    EventMessage request = upstream.message(upstream.request(phone));
    EventMessage submission = upstream.message(upstream.submission(UUID.randomUUID(), pin));
    spoil(request, phone.number());
    spoil(submission, pin);
  }

  private void spoil(EventMessage good, String secret) {
    String json = new String(good.data(), UTF_8);
    publish(good, good.headers(), json.substring(0, json.length() - 1));
    publish(good, good.headers(), "call me: " + secret);
    publish(good, good.headers(), "\"" + secret + "\"");
    publish(good, good.headers(), "[{\"" + secret + "\":" + secret + "}]");
    publish(good, good.headers(), "{\"" + secret + "\":1,\"verificationId\":\"" + secret + "\"}");
    publish(good, good.headers(), json.replaceFirst("\"[a-zA-Z]+Id\":\"[^\"]*\"", secret));
    publish(
        good, good.headers(), json.replaceFirst("\"clientId\":\"[^\"]*\"", id("clientId", secret)));
    publish(good, good.headers(), json.replaceFirst("\\{", "{" + id("purpose", secret) + ","));
    publish(
        good,
        good.headers(),
        json.replaceFirst("\\{", "{" + id("reference", digits(secret)) + ","));
    publish(good, good.headers(), json.replaceFirst("\\{", "{" + id("sendBy", secret) + ","));
    publish(good, Map.of(), json);
    for (String header : good.headers().keySet()) {
      publish(good, with(good.headers(), header, secret), json);
    }
    publish(good, with(good.headers(), secret, secret), "{" + json);
    upstream.publishes(good.topic(), secret, good.headers(), json.getBytes(UTF_8));
    upstream.publishes(good.topic(), secret, Map.of(), null);
  }

  private static String id(String member, String value) {
    return "\"" + member + "\":\"" + value + "\"";
  }

  private static String digits(String secret) {
    return secret.replace("+", "");
  }

  private void publish(EventMessage good, Map<String, String> headers, String data) {
    upstream.publishes(good.topic(), UUID.randomUUID().toString(), headers, data.getBytes(UTF_8));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(name, value);
    return changed;
  }
}
