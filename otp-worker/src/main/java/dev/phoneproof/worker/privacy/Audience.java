package dev.phoneproof.worker.privacy;

/** Who may see a field. */
enum Audience {
  /** Operators who may read, and all below. */
  READER,
  /** The person whose number it is, through an operator with the role privacy. */
  PERSON,
  /** Nobody: it says nothing, or is a secret. */
  NOBODY
}
