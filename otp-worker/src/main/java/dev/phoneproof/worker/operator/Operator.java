package dev.phoneproof.worker.operator;

import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * Somebody who may call the operator API.
 *
 * @param name by which calls are recorded
 * @param roles what the operator may do
 * @param keyHashes SHA-256 of each key
 */
record Operator(String name, Set<Role> roles, List<byte[]> keyHashes) {

  /** Compares every key to its end, so that time tells nothing. */
  boolean hasKey(byte[] hash) {
    boolean found = false;
    for (byte[] known : keyHashes) {
      found |= MessageDigest.isEqual(known, hash);
    }
    return found;
  }

  @Override
  public String toString() {
    return "Operator[" + name + " " + roles + "]";
  }
}
