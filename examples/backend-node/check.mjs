// Checks one proof: node check.mjs PROOF '{"verificationId":"…","purpose":"login","phoneNumber":"+385…"}'
import { Proofs, ProofRefused } from "./proofs.mjs";

const { PROOF_ISSUER, PROOF_CLIENT_ID, PROOF_KEYS_URL } = process.env;
const proofs = new Proofs({
  issuer: PROOF_ISSUER,
  clientId: PROOF_CLIENT_ID,
  fetchKeys: async () => (await fetch(PROOF_KEYS_URL)).json(),
});

try {
  console.log(JSON.stringify(await proofs.check(process.argv[2], JSON.parse(process.argv[3]))));
} catch (e) {
  if (!(e instanceof ProofRefused)) throw e;
  console.error(`refused: ${e.message}`);
  process.exitCode = 1;
}
