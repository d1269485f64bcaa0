package dev.phoneproof.acceptance.kafka;

import dev.phoneproof.acceptance.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What {@code deploy/kafka/acls.sh} tells {@code kafka-acls.sh} to do. */
final class AclScript {

  private AclScript() {}

  /** Runs the script with a stand-in that writes down how it is called, and reads these calls. */
  static List<AclBinding> bindings(Path directory) throws IOException, InterruptedException {
    Path calls = directory.resolve("calls");
    Path tool = directory.resolve("kafka-acls.sh");
    Files.writeString(tool, "#!/bin/sh\nprintf '%s\\n' \"$*\" >>'" + calls + "'\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder script =
        new ProcessBuilder(Layout.root().resolve("deploy/kafka/acls.sh").toString()).inheritIO();
    script.environment().put("BOOTSTRAP_SERVERS", "kafka:9093");
    script.environment().put("ADMIN_CONFIG", "admin.properties");
    script.environment().put("KAFKA_ACLS", tool.toString());
    if (script.start().waitFor() != 0) {
      throw new IllegalStateException("the script failed");
    }
    return Files.readAllLines(calls).stream().flatMap(call -> parse(call).stream()).toList();
  }

  private static List<AclBinding> parse(String call) {
    List<String> words = Arrays.asList(call.split(" "));
    Call read = new Call();
    for (int i = 0; i < words.size(); ) {
      String option = words.get(i++);
      if (!option.equals("--add")) {
        read.take(option, words.get(i++));
      }
    }
    return read.bindings();
  }

  private static final class Call {

    private final List<String> operations = new ArrayList<>();
    private final List<ResourcePattern> resources = new ArrayList<>();
    private PatternType pattern = PatternType.LITERAL;
    private String principal = "";

    void take(String option, String value) {
      switch (option) {
        case "--bootstrap-server", "--command-config" -> {}
        case "--allow-principal" -> principal = value;
        case "--operation" -> operations.add(value);
        case "--topic" -> resources.add(resource(ResourceType.TOPIC, value));
        case "--group" -> resources.add(resource(ResourceType.GROUP, value));
        case "--resource-pattern-type" ->
            pattern = PatternType.valueOf(value.toUpperCase(Locale.ROOT));
        default -> throw new IllegalArgumentException(option);
      }
    }

    private static ResourcePattern resource(ResourceType type, String name) {
      return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    List<AclBinding> bindings() {
      List<AclBinding> bindings = new ArrayList<>();
      for (ResourcePattern resource : resources) {
        for (String operation : operations) {
          bindings.add(
              new AclBinding(
                  new ResourcePattern(resource.resourceType(), resource.name(), pattern),
                  new AccessControlEntry(
                      principal, "*", operation(operation), AclPermissionType.ALLOW)));
        }
      }
      return bindings;
    }

    private static AclOperation operation(String name) {
      return Arrays.stream(AclOperation.values())
          .filter(operation -> operation.name().replace("_", "").equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
