import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { test } from "node:test";

const VECTORS = "../../common-events/src/main/resources/dev/phoneproof/events/vectors/proof.json";
const { proof, publicKeys } = JSON.parse(readFileSync(new URL(VECTORS, import.meta.url)));

/** Runs check.mjs on the proof of another client, with a gateway that answers so. */
const run = async (status, body, expected = "{}") => {
  const gateway = createServer((_, answer) => answer.writeHead(status).end(body)).listen(0, "127.0.0.1");
  await once(gateway, "listening");
  const PROOF_KEYS_URL = `http://127.0.0.1:${gateway.address().port}/.well-known/jwks.json`;
  const env = {
    ...process.env,
    PROOF_ISSUER: "https://verify.example",
    PROOF_CLIENT_ID: "shop",
    PROOF_KEYS_URL,
  };
  const file = new URL("check.mjs", import.meta.url).pathname;
  const check = spawn(process.execPath, [file, proof, expected], { env });
  const [printed, [code]] = await Promise.all([text(check.stderr), once(check, "close")]);
  gateway.close();
  return { printed, code };
};

test("names the check that failed", async () => {
  const answer = await run(200, JSON.stringify(publicKeys));
  assert.deepEqual(answer, { printed: "refused: aud\n", code: 1 });
});

test("does not call a proof bad when it cannot get the keys", async () => {
  const answer = await run(503, "{}");
  assert.deepEqual(answer, { printed: "not checked: the keys: status 503\n", code: 2 });
  assert.match((await run(200, "<html>")).printed, /^not checked: .*JSON.*\n$/);
});

test("says in one line what is wrong with its arguments", async () => {
  assert.match((await run(200, "{}", "{")).printed, /^not checked: .*JSON.*\n$/);
});
