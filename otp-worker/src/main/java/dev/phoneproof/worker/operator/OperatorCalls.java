package dev.phoneproof.worker.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of calls. Rows are only ever added. */
@Component
class OperatorCalls {

  private static final String INSERT =
      """
      insert into operator_call (at, operator, call, reason, outcome)
      values (clock_timestamp(), :operator, :call, :reason, :outcome)
      """;

  private final JdbcClient jdbc;

  OperatorCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns when it is committed. */
  void add(String operator, String call, @Nullable String reason, String outcome) {
    jdbc.sql(INSERT)
        .param("operator", operator)
        .param("call", call)
        .param("reason", reason)
        .param("outcome", outcome)
        .update();
  }
}
