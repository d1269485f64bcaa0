package dev.phoneproof.simulator;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One simulator for a test class, emptied before each test. */
public final class SimulatorExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final SimulatorOptions options;
  private Simulator simulator;
  private Caller caller;

  public SimulatorExtension(SimulatorOptions options) {
    this.options = options;
  }

  public Simulator simulator() {
    return simulator;
  }

  public Caller caller() {
    return caller;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    simulator = Simulator.start(options);
    caller = new Caller(simulator.baseUrl());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    simulator.reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    simulator.close();
  }
}
