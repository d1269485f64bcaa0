package dev.phoneproof.simulator.http;

import dev.phoneproof.simulator.twofactor.ReadyMade;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTP server, on the address that it is given and no other. */
public final class SimulatorServer {
  private static final Duration IDLE = Duration.ofMinutes(11);

  private final Server server;
  private final ServerConnector connector;

  /**
   * How the server begins.
   *
   * @param apiKey null to take any key
   */
  public record Setup(
      InetSocketAddress address, @Nullable String apiKey, boolean validation, ReadyMade readyMade) {
    @Override
    public String toString() {
      return "Setup[address=" + address + ", validation=" + validation + "]";
    }
  }

  public SimulatorServer(Setup setup, Control control) {
    server = new Server(threads());
    server.setStopTimeout(0);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(setup.address().getHostString());
    connector.setPort(setup.address().getPort());
    connector.setAcceptQueueSize(1024);
    // Longer than any ordered silence, which ends by its own time.
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(handler(setup, control));
  }

  private RequestHandler handler(Setup setup, Control control) {
    Gate gate = new Gate(setup.validation(), control.violations());
    Calls calls = new Calls(control.service(), new FaultyService(control.faults()));
    Site site =
        new Site(
            new TwoFactorEndpoints(gate, new ApiKey(setup.apiKey()), calls),
            new ControlEndpoints(control, new Overview(setup.readyMade(), gate.on())),
            new PageFiles());
    return new RequestHandler(site, new InboxStream(control.inbox(), server::isRunning));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("simulator");
    threads.setDaemon(false);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("call-"));
    return threads;
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    return http;
  }

  /**
   * Takes the port and begins to answer.
   *
   * @throws IOException when the port cannot be had
   */
  public void start() throws IOException {
    connector.open();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("The simulator does not start", e);
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  public void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The simulator does not stop", e);
    }
  }
}
