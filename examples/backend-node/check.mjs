// Checks one proof: node check.mjs PROOF '{"verificationId":"…","purpose":"login","phoneNumber":"+385…"}'
// Ends with 0: good, 1: refused, 2: not checked.
import { Proofs, ProofRefused } from "./proofs.mjs";

const { PROOF_ISSUER, PROOF_CLIENT_ID, PROOF_KEYS_URL } = process.env;

async function fetchKeys() {
  const answer = await fetch(PROOF_KEYS_URL, { signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`the keys: status ${answer.status}`);
  return answer.json();
}

try {
  const [proof, expected] = process.argv.slice(2);
  const proofs = new Proofs({ issuer: PROOF_ISSUER, clientId: PROOF_CLIENT_ID, fetchKeys });
  console.log(JSON.stringify(await proofs.check(proof, JSON.parse(expected))));
} catch (e) {
  const refused = e instanceof ProofRefused;
  const why = e.cause ? `${e.message}: ${e.cause.message}` : e.message;
  console.error(`${refused ? "refused" : "not checked"}: ${why}`);
  process.exitCode = refused ? 1 : 2;
}
