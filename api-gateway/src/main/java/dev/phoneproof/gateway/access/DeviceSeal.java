package dev.phoneproof.gateway.access;

import dev.phoneproof.gateway.access.Device.Evidence;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A device as text, signed: a version, the device's id, its evidence, and an HMAC over them. The
 * keys are derived from the master keys of tokens, for this use alone.
 */
final class DeviceSeal {

  private static final byte VERSION = 1;
  private static final int ID_BYTES = 16;
  private static final int TAG_BYTES = 16;
  private static final int MAC_BYTES = 32;
  private static final int EVIDENCE_BYTES = Long.BYTES + TAG_BYTES;

  /** No text of ours is longer; what is longer is not read at all. */
  private static final int MAX_LENGTH = 512;

  private final List<Keys> keys;

  /**
   * Takes the master keys.
   *
   * @param masters the first signs, all are accepted
   */
  DeviceSeal(List<byte[]> masters) {
    this.keys = masters.stream().map(Keys::of).toList();
  }

  String seal(Device device) {
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + ID_BYTES + device.evidence().size() * EVIDENCE_BYTES);
    bytes.put(VERSION).put(Base64.getUrlDecoder().decode(device.id()));
    for (Evidence evidence : device.evidence()) {
      bytes.putLong(evidence.expiresAt().getEpochSecond()).put(evidence.tag());
    }
    byte[] mac = HmacSha256.of(keys.getFirst().signing(), bytes.array());
    byte[] all = Arrays.copyOf(bytes.array(), bytes.capacity() + MAC_BYTES);
    System.arraycopy(mac, 0, all, bytes.capacity(), MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Empty if it was not made by us or was changed. */
  Optional<Device> open(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      byte[] bytes = Arrays.copyOf(all, Math.max(0, all.length - MAC_BYTES));
      byte[] mac = Arrays.copyOfRange(all, bytes.length, all.length);
      boolean ours =
          keys.stream()
              .anyMatch(key -> MessageDigest.isEqual(mac, HmacSha256.of(key.signing(), bytes)));
      return ours ? Optional.of(read(ByteBuffer.wrap(bytes))) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** The tag of new evidence. */
  byte[] tag(String deviceId, String clientId, String phoneNumber) {
    return keys.getFirst().tag(deviceId, clientId, phoneNumber);
  }

  /** Whether a tag is the one of this number, client and device, under any of the keys. */
  boolean isTagOf(byte[] tag, String deviceId, String clientId, String phoneNumber) {
    return keys.stream()
        .anyMatch(key -> MessageDigest.isEqual(tag, key.tag(deviceId, clientId, phoneNumber)));
  }

  private static Device read(ByteBuffer bytes) {
    if (bytes.get() != VERSION) {
      throw new IllegalArgumentException("version");
    }
    byte[] id = new byte[ID_BYTES];
    bytes.get(id);
    List<Evidence> evidence = new ArrayList<>();
    while (bytes.hasRemaining()) {
      Instant expiresAt = Instant.ofEpochSecond(bytes.getLong());
      byte[] tag = new byte[TAG_BYTES];
      bytes.get(tag);
      evidence.add(new Evidence(tag, expiresAt));
    }
    return new Device(Base64.getUrlEncoder().withoutPadding().encodeToString(id), evidence);
  }

  /** What is derived from one master key. */
  private record Keys(byte[] signing, byte[] tagging) {

    static Keys of(byte[] master) {
      return new Keys(
          HmacSha256.of(master, "known device"), HmacSha256.of(master, "known device number"));
    }

    /** No field has room for a line feed, so no two lists give the same text. */
    byte[] tag(String deviceId, String clientId, String phoneNumber) {
      String text = String.join("\n", deviceId, clientId, phoneNumber);
      byte[] mac = HmacSha256.of(tagging, text.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac, TAG_BYTES);
    }

    @Override
    public String toString() {
      return "Keys[redacted]";
    }
  }
}
