package dev.phoneproof.simulator.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.phoneproof.simulator.contract.Contract.OperationRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The file itself: finds an operation in it and makes its rules. */
final class OpenApiFile {
  private static final String RESOURCE = "2fa-openapi.json";

  private final JsonNode document;
  private final ObjectNode strictSchemas;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private OpenApiFile(JsonNode document) {
    this.document = document;
    this.strictSchemas = Strictness.apply(document.path("components").path("schemas"));
  }

  static OpenApiFile read() {
    try (InputStream in = Objects.requireNonNull(OpenApiFile.class.getResourceAsStream(RESOURCE))) {
      return new OpenApiFile(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  OperationRules rules(Operation operation) {
    JsonNode node = node(operation);
    return new OperationRules(QueryRules.of(node.path("parameters")), bodyRules(node));
  }

  JsonNode node(Operation operation) {
    JsonNode node =
        document
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT));
    if (node.isMissingNode()) {
      throw new IllegalStateException("The OpenAPI file has no " + operation);
    }
    return node;
  }

  private BodyRules bodyRules(JsonNode operation) {
    JsonNode json = operation.path("requestBody").path("content").path("application/json");
    if (json.isMissingNode()) {
      return new BodyRules.None();
    }
    JsonNode schema = json.path("schema");
    return new BodyRules.JsonBody(compile(schema), required(operation, schema));
  }

  /** The file says of no body that it is required; one whose schema requires a member must be. */
  private boolean required(JsonNode operation, JsonNode schema) {
    JsonNode target = schema.path("allOf").path(0).path("$ref");
    JsonNode resolved = document.at(target.asString("").replaceFirst("^#", ""));
    return Contract.flag(operation.path("requestBody"), "required") || resolved.has("required");
  }

  Schema compile(JsonNode schema) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.setAll(Strictness.apply(schema));
    root.set("$defs", strictSchemas);
    Schema compiled = registry.getSchema(root);
    compiled.initializeValidators();
    return compiled;
  }
}
