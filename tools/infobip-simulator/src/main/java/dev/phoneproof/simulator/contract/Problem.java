package dev.phoneproof.simulator.contract;

/**
 * One way in which a request leaves the contract.
 *
 * @param where the place, such as {@code body/to}, {@code query/ncNeeded} or {@code header/Accept}
 * @param what what is wrong there, without the value that was sent
 */
public record Problem(String where, String what) {
  public Problem {
    where = Redaction.digits(where);
    what = Redaction.digits(what);
  }
}
