package dev.phoneproof.worker.provider.infobip;

import com.infobip.ApiClient;
import com.infobip.ApiKey;
import com.infobip.BaseUrl;
import com.infobip.api.TfaApi;
import dev.phoneproof.worker.provider.MeasuredProvider;
import dev.phoneproof.worker.provider.Provider;
import dev.phoneproof.worker.provider.ProviderPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InfobipConfiguration {

  @Bean
  Provider infobip(
      InfobipAccount account, ProviderPolicy policy, Clock clock, MeterRegistry meters) {
    ApiClient client =
        ApiClient.forApiKey(ApiKey.from(account.apiKey()))
            .withBaseUrl(BaseUrl.from(account.baseUrl()))
            .withHttpClient(httpClient(policy))
            .build();
    return new MeasuredProvider(
        new InfobipProvider(new TfaApi(client), account, new Classification(clock)), meters);
  }

  /**
   * OkHttp repeats a POST by itself unless told not to, and waits without a bound on the whole. The
   * recorder works below its follow-ups, for "503, Retry-After: 0" makes it repeat as well.
   */
  private static OkHttpClient httpClient(ProviderPolicy policy) {
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .connectTimeout(policy.connectTimeout())
        .readTimeout(policy.callTimeout())
        .writeTimeout(policy.callTimeout())
        .callTimeout(policy.callTimeout())
        .connectionPool(new ConnectionPool(policy.inFlight(), 1, TimeUnit.MINUTES))
        .eventListenerFactory(call -> new CallTrace.Listener())
        .addNetworkInterceptor(new CallTrace.Recorder())
        .build();
  }
}
