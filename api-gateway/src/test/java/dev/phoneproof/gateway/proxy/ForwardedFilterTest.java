package dev.phoneproof.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phoneproof.gateway.settings.RefusedSettingException;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedFilterTest {

  private static final String PROXY = "10.0.0.1";

  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @BeforeEach
  void callThroughTheProxy() {
    request.setRemoteAddr(PROXY);
    request.addHeader("Host", "gateway.internal:8080");
    request.setServerName("gateway.internal");
    request.setServerPort(8080);
  }

  @Test
  void believesNobodyUnlessAsked() throws Exception {
    request.addHeader("X-Forwarded-For", "198.51.100.9");
    request.addHeader("X-Forwarded-Proto", "https");
    request.addHeader("X-Forwarded-Host", "shop.example");
    assertThat(seen(new ProxySettings(List.of()))).isSameAs(request);
  }

  @Test
  void believesNoOtherAddress() throws Exception {
    request.setRemoteAddr("192.0.2.7");
    request.addHeader("X-Forwarded-For", "198.51.100.9");
    assertThat(seen().getRemoteAddr()).isEqualTo("192.0.2.7");
  }

  /** From the right, as far as proxies are believed; what stands before may be invented. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.9                               | 198.51.100.9
          203.0.113.1, 198.51.100.9                  | 198.51.100.9
          10.0.0.9, 198.51.100.9                     | 198.51.100.9
          203.0.113.1, 198.51.100.9, 10.0.0.2        | 198.51.100.9
          198.51.100.9, 10.0.0.3 , 10.0.0.2          | 198.51.100.9
          10.0.0.3, 10.0.0.2                         | 10.0.0.3
          198.51.100.9:4711                          | 198.51.100.9
          [2001:db8::7]:4711                         | 2001:db8:0:0:0:0:0:7
          2001:DB8::7                                | 2001:db8:0:0:0:0:0:7
          ::ffff:198.51.100.9                        | 198.51.100.9
          2001:db8::7, fd00::5                       | 2001:db8:0:0:0:0:0:7
          198.51.100.9, unknown, 10.0.0.2            | 10.0.0.2
          evil.example                               | 10.0.0.1
          1.2.3                                      | 10.0.0.1
          ''                                         | 10.0.0.1
          ,                                          | 10.0.0.1
          """)
  void takesTheAddressThatTheLastBelievedProxySaw(String forwarded, String address)
      throws Exception {
    request.addHeader("X-Forwarded-For", forwarded);
    assertThat(seen().getRemoteAddr()).isEqualTo(address);
    assertThat(seen().getRemoteHost()).isEqualTo(address);
  }

  @Test
  void readsSeveralHeadersAsOneList() throws Exception {
    request.addHeader("X-Forwarded-For", "203.0.113.1");
    request.addHeader("X-Forwarded-For", "198.51.100.9, 10.0.0.2");
    assertThat(seen().getRemoteAddr()).isEqualTo("198.51.100.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP"})
  void looksAtNoOtherHeader(String header) throws Exception {
    request.addHeader(header, header.equals("Forwarded") ? "for=198.51.100.9" : "198.51.100.9");
    assertThat(seen().getRemoteAddr()).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https        | shop.example              | https | shop.example     | 443
          HTTPS        | shop.example:8443         | https | shop.example     | 8443
          https, https | shop.example,shop.example | https | shop.example     | 443
          http         | shop.example              | http  | shop.example     | 80
          https        | [2001:db8::1]:8443        | https | [2001:db8::1]    | 8443
          https, http  | shop.example              | http  | shop.example     | 80
          ftp          | a b                       | http  | gateway.internal | 80
          https        | evil.example,shop.example | https | gateway.internal | 8080
          ''           | shop.example:99999999     | http  | gateway.internal | 80
          """)
  void takesSchemeAndHostWhereAllProxiesAgree(
      String proto, String host, String scheme, String name, int port) throws Exception {
    request.addHeader("X-Forwarded-Proto", proto);
    request.addHeader("X-Forwarded-Host", host);
    ServletRequest seen = seen();
    assertThat(seen.getScheme()).isEqualTo(scheme);
    assertThat(seen.isSecure()).isEqualTo(scheme.equals("https"));
    assertThat(seen.getServerName()).isEqualTo(name);
    assertThat(seen.getServerPort()).isEqualTo(port);
  }

  @Test
  void keepsTheHostThatAProxyLeftAlone() throws Exception {
    request.removeHeader("Host");
    request.addHeader("Host", "shop.example");
    request.addHeader("X-Forwarded-Proto", "https");
    ServletRequest seen = seen();
    assertThat(seen.getServerName()).isEqualTo("shop.example");
    assertThat(seen.getServerPort()).isEqualTo(443);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.internal", "10.0.0", "10.0.0.0/33", "10.0.0.0/x", "0.0.0.0/0", "::/0", "*"})
  void refusesToBelieveWhatIsNoNetworkOrEverybody(String proxy) {
    assertThatThrownBy(() -> new ProxySettings(List.of("10.0.0.1", proxy)))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageStartingWith("PHONEPROOF_GATEWAY_PROXIES ")
        .hasMessageNotContaining("internal");
  }

  private ServletRequest seen() throws Exception {
    return seen(new ProxySettings(List.of("10.0.0.0/29", "fd00::/8")));
  }

  private ServletRequest seen(ProxySettings settings) throws Exception {
    MockFilterChain chain = new MockFilterChain();
    request.removeAttribute(ForwardedFilter.class.getName() + ".FILTERED");
    new ForwardedFilter(settings).doFilter(request, new MockHttpServletResponse(), chain);
    return Objects.requireNonNull(chain.getRequest());
  }
}
