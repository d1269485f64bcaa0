package dev.phoneproof.localstack;

/** The ports of the stack, all on 127.0.0.1. */
enum DemoPort {
  GATEWAY("the gateway", 8080, "PHONEPROOF_DEMO_GATEWAY_PORT"),
  GATEWAY_MANAGEMENT("the gateway's management", 8082, "PHONEPROOF_DEMO_GATEWAY_MANAGEMENT_PORT"),
  WORKER_MANAGEMENT("the worker's management", 8083, "PHONEPROOF_DEMO_WORKER_MANAGEMENT_PORT"),
  SIMULATOR("the simulator", 8089, "PHONEPROOF_DEMO_SIMULATOR_PORT"),
  KAFKA("Kafka", 9092, "PHONEPROOF_DEMO_KAFKA_PORT"),
  POSTGRESQL("PostgreSQL", 5432, "PHONEPROOF_DEMO_POSTGRESQL_PORT");

  private final String user;
  private final int standard;
  private final String variable;

  DemoPort(String user, int standard, String variable) {
    this.user = user;
    this.standard = standard;
    this.variable = variable;
  }

  /** Which part listens there. */
  String user() {
    return user;
  }

  int standard() {
    return standard;
  }

  /** The environment variable that changes it. */
  String variable() {
    return variable;
  }
}
