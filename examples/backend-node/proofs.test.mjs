import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Proofs, ProofRefused } from "./proofs.mjs";

const VECTOR = JSON.parse(
  readFileSync(
    new URL(
      "../../common-events/src/main/resources/dev/phoneproof/events/vectors/proof.json",
      import.meta.url,
    ),
  ),
);
const NOW = VECTOR.claims.iat + 10;
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const OURS = { ...publicKey.export({ format: "jwk" }), kid: "ours", use: "sig", alg: "ES256" };
const EXPECTED = {
  verificationId: VECTOR.claims.sub,
  purpose: "payment",
  phoneNumber: "+385912345678",
  nonce: VECTOR.claims.nonce,
  reference: "order-4711",
  transaction: { amount: "12.50", currency: "EUR", payee: "Café Müller 7" },
};

const b64 = (value) => Buffer.from(value).toString("base64url");

const checker = ({ keys = [OURS, ...VECTOR.publicKeys.keys], now = () => NOW, ...more } = {}) =>
  new Proofs({
    issuer: "https://verify.example",
    clientId: "billing",
    fetchKeys: async () => ({ keys }),
    now,
    ...more,
  });

/** The vector's proof with changes, signed by a key of this test. */
const signed = (claims = {}, header = {}, dsaEncoding = "ieee-p1363") => {
  const head = b64(JSON.stringify({ ...VECTOR.header, kid: "ours", ...header }));
  const input = `${head}.${b64(JSON.stringify({ ...VECTOR.claims, ...claims }))}`;
  return `${input}.${b64(sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding }))}`;
};

const refuses = (check, proof, { expected = EXPECTED, proofs = checker() } = {}) =>
  assert.rejects(proofs.check(proof, expected), (e) => {
    assert.ok(e instanceof ProofRefused, e);
    assert.equal(e.message, check);
    return true;
  });

test("accepts the proof of the test vector", async () => {
  assert.deepEqual(await checker().check(VECTOR.proof, EXPECTED), VECTOR.claims);
});

test("accepts a proof once", async () => {
  const proofs = checker();
  await proofs.check(signed(), EXPECTED);
  await refuses("jti", signed(), { proofs });
  await proofs.check(signed({ jti: "another" }), EXPECTED);
});

test("does not use a proof up by refusing it", async () => {
  const proofs = checker();
  await refuses("nonce", signed(), { proofs, expected: { ...EXPECTED, nonce: "another" } });
  await proofs.check(signed(), EXPECTED);
});

test("chooses the algorithm and the type itself", async () => {
  const none = signed({}, { alg: "none" }).replace(/[^.]*$/, "");
  await refuses("alg", none);
  const input = signed({}, { alg: "HS256" }).split(".").slice(0, 2).join(".");
  const secret = publicKey.export({ type: "spki", format: "pem" });
  await refuses("alg", `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`);
  await refuses("typ", signed({}, { typ: "JWT" }));
  await refuses("crit", signed({}, { crit: ["exp"] }));
});

test("takes no other signature", async () => {
  const [head, , signature] = signed().split(".");
  const other = b64(JSON.stringify({ ...VECTOR.claims, phone_number: "+385919999999" }));
  await refuses("signature", `${head}.${other}.${signature}`);
  await refuses("signature", signed({}, { kid: "vectors-2026" }));
  await refuses("signature", signed({}, {}, "der"));
  await refuses("kid", signed({}, { kid: "unknown" }));
  await refuses("kid", signed({}, { kid: undefined }));
});

test("takes no proof of elsewhere, for others or from another time", async () => {
  await refuses("iss", signed({ iss: "https://other.example" }));
  await refuses("aud", signed({ aud: "shop" }));
  await refuses("exp", signed({ exp: NOW }));
  await refuses("exp", signed({ exp: undefined }));
  await refuses("iat", signed({ iat: NOW + 61 }));
});

test("takes no proof of something else", async () => {
  await refuses("sub", signed({ sub: "another" }));
  await refuses("purpose", signed({ purpose: "login" }));
  await refuses("phone_number", signed({ phone_number: "+385919999999" }));
  await refuses("phone_number", signed({ phone_number: undefined, phone_number_tag: "t" }));
  await refuses("nonce", signed({ nonce: "another" }));
  await refuses("nonce", signed({ nonce: undefined }));
  await refuses("reference", signed({ reference: "order-4712" }));
  await refuses("transaction", signed({ transaction: { ...EXPECTED.transaction, amount: "1250" } }));
  await refuses("transaction", signed({ transaction: undefined }));
});

test("takes what is no proof at all for none", async () => {
  for (const text of ["", "a", "a.b.c", "a.b.c.d", "bnVsbA.bnVsbA.bnVsbA", undefined]) {
    await refuses("form", text);
  }
});

test("fetches the keys again for a new one, but not for each made-up one", async () => {
  let fetched = 0;
  let now = NOW;
  let keys = VECTOR.publicKeys.keys;
  const proofs = checker({ now: () => now, fetchKeys: async () => (fetched++, { keys }) });
  await proofs.check(VECTOR.proof, EXPECTED);
  await refuses("kid", signed(), { proofs });
  assert.equal(fetched, 1);
  keys = [OURS, ...keys];
  now += 10;
  await proofs.check(signed({ jti: "new" }), EXPECTED);
  assert.equal(fetched, 2);
});

test("fetches the keys no oftener while they are away, and does not call the proof bad", async () => {
  let tries = 0;
  let now = NOW;
  let away = true;
  const fetchKeys = async () => {
    tries++;
    if (away) throw new Error("away");
    return VECTOR.publicKeys;
  };
  const proofs = checker({ now: () => now, fetchKeys });
  for (let i = 0; i < 3; i++) {
    await assert.rejects(proofs.check(VECTOR.proof, EXPECTED), { message: "away" });
  }
  assert.equal(tries, 1);
  away = false;
  now += 10;
  await proofs.check(VECTOR.proof, EXPECTED);
  assert.equal(tries, 2);
});

test("fetches the keys once for all who wait for them", async () => {
  let fetched = 0;
  const proofs = checker({ fetchKeys: async () => (fetched++, { keys: [OURS] }) });
  await Promise.all(["a", "b"].map((jti) => proofs.check(signed({ jti }), EXPECTED)));
  assert.equal(fetched, 1);
});

test("forgets a key that is no longer shown", async () => {
  let now = NOW;
  let keys = [OURS];
  const proofs = checker({ now: () => now, fetchKeys: async () => ({ keys }) });
  await proofs.check(signed({ exp: NOW + 900 }), EXPECTED);
  keys = VECTOR.publicKeys.keys;
  now += 300;
  await refuses("kid", signed({ jti: "later", exp: NOW + 900 }), { proofs });
});
