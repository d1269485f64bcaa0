package dev.phoneproof.keys;

import java.util.List;

/** Keys of one use, as they stand in a setting. Texts hold secrets; ids do not. */
interface KeySet {

  /** The text of a set with one fresh key. */
  String make();

  /** The ids of the keys in a text, that in use first. */
  List<String> ids(String text);

  /**
   * The text with a fresh key, which is the one in use from then on; the older ones stay.
   *
   * @throws RefusedException when there can be only one key
   */
  String rotate(String text);

  /**
   * The text without a key.
   *
   * @param id one of its ids, and not that in use
   */
  String drop(String text, String id);
}
