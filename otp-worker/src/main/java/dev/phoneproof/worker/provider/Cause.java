package dev.phoneproof.worker.provider;

/** Why a request surely had no effect. */
public enum Cause {
  /** Nothing of it left this machine, or nobody accepted the connection. */
  UNREACHABLE,
  /** 401 or 403: the account or its key is wrong, operators must act. */
  ACCOUNT
}
