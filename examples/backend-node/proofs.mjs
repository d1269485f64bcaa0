// Checks proofs, with node:crypto alone. What a proof says: docs/proof.md.
import { createPublicKey, verify } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

/** A proof that is not one, or not the one that was waited for. The message names the check. */
export class ProofRefused extends Error {}

const CLOCKS_MAY_DIFFER = 60; // seconds
const KEYS_ARE_GOOD_FOR = 300; // seconds
const BETWEEN_FETCHES = 10; // seconds

export class Proofs {
  #settings;
  #keys = new Map();
  #fetchedAt = -Infinity;
  #triedAt = -Infinity;
  #fetched;
  #used = new Map();

  /**
   * @param issuer PHONEPROOF_PROOF_ISSUER of the installation
   * @param clientId your client id
   * @param fetchKeys gives the JWK set of https://GATEWAY/.well-known/jwks.json, or throws within seconds
   * @param now seconds since 1970
   */
  constructor({ issuer, clientId, fetchKeys, now = () => Math.floor(Date.now() / 1000) }) {
    this.#settings = { issuer, clientId, fetchKeys, now };
  }

  /**
   * The claims of a proof that passes every check; else it throws ProofRefused. What fetchKeys
   * throws is passed on: it says nothing about the proof, so answer 503, not 401.
   *
   * @param proof as the browser brought it
   * @param expected what you noted when you asked for the verification: verificationId, purpose,
   *     phoneNumber (or phoneNumberTag), and nonce, reference, transaction as far as you sent them
   */
  async check(proof, expected) {
    const { issuer, clientId, now } = this.#settings;
    const { header, claims, signed, signature } = parse(proof);

    // The algorithm and the type are yours to choose, never the proof's.
    must(header.alg === "ES256", "alg");
    must(header.typ === "phoneproof+jwt", "typ");
    must(header.crit === undefined, "crit");
    const key = await this.#key(header.kid);
    must(verify("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, signature), "signature");

    // Made there, for you, just now.
    must(claims.iss === issuer, "iss");
    must(claims.aud === clientId, "aud");
    must(Number.isInteger(claims.exp) && now() < claims.exp, "exp");
    must(Number.isInteger(claims.iat) && claims.iat <= now() + CLOCKS_MAY_DIFFER, "iat");

    // For what you asked, and for the number that you meant.
    must(claims.sub === expected.verificationId, "sub");
    must(claims.purpose === expected.purpose, "purpose");
    must(claims.phone_number === expected.phoneNumber, "phone_number");
    must(claims.phone_number_tag === expected.phoneNumberTag, "phone_number_tag");
    must(claims.nonce === expected.nonce, "nonce");
    must(claims.reference === expected.reference, "reference");
    must(isDeepStrictEqual(claims.transaction, expected.transaction), "transaction");

    // Once. Last, so that only a good proof uses its id up.
    must(this.#firstUse(claims.jti, claims.exp), "jti");
    return claims;
  }

  /** Fetched again when it is unknown, for keys change, and when it may have been dropped. */
  async #key(kid) {
    const old = this.#settings.now() - this.#fetchedAt >= KEYS_ARE_GOOD_FOR;
    if (old || !this.#keys.has(kid)) await this.#fetch();
    must(this.#keys.has(kid), "kid");
    return this.#keys.get(kid);
  }

  /** Not for every made-up kid: who asks soon after another shares what came of it, good or bad. */
  #fetch() {
    const now = this.#settings.now();
    if (now - this.#triedAt >= BETWEEN_FETCHES) {
      this.#triedAt = now;
      this.#fetched = this.#fetchNow();
    }
    return this.#fetched;
  }

  async #fetchNow() {
    const { keys } = await this.#settings.fetchKeys();
    this.#keys = new Map(
      keys
        .filter((jwk) => jwk.kty === "EC" && jwk.crv === "P-256")
        .map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: "jwk" })]),
    );
    this.#fetchedAt = this.#settings.now();
  }

  /** In memory, for one instance. For several: a table with a unique index on jti. */
  #firstUse(jti, exp) {
    for (const [id, end] of this.#used) {
      if (end <= this.#settings.now()) this.#used.delete(id);
    }
    if (typeof jti !== "string" || this.#used.has(jti)) return false;
    this.#used.set(jti, exp);
    return true;
  }
}

function must(good, check) {
  if (!good) throw new ProofRefused(check);
}

function parse(proof) {
  try {
    const [header, claims, signature, ...more] = proof.split(".");
    must(more.length === 0, "form");
    return {
      header: json(header),
      claims: json(claims),
      signed: Buffer.from(`${header}.${claims}`),
      signature: Buffer.from(signature, "base64url"),
    };
  } catch {
    throw new ProofRefused("form");
  }
}

function json(part) {
  const value = JSON.parse(Buffer.from(part, "base64url").toString());
  if (value === null || typeof value !== "object") throw new ProofRefused("form");
  return value;
}
