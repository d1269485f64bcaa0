// Asks for a verification: node publish.mjs [number]. How members are sealed: docs/sealing.md.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { CompactEncrypt, importJWK } from "jose";
import { Kafka, Partitioners } from "kafkajs";

const keys = readFileSync(process.env.PHONEPROOF_SEALING_PUBLIC_KEYS_FILE, "utf8");
const [jwk] = JSON.parse(keys).keys; // the first one seals
const key = await importJWK(jwk, "ECDH-ES+A256KW");

const seal = (plain, binding) =>
  new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM", kid: jwk.kid, ...binding })
    .encrypt(key);

const verificationId = randomUUID();
const clientId = "billing";
const eventType = "dev.phoneproof.OtpRequested.v1";
const now = new Date().toISOString();

const message = {
  key: verificationId,
  headers: {
    "content-type": "application/json",
    ce_specversion: "1.0",
    ce_type: eventType,
    ce_id: verificationId,
    ce_source: "/billing",
    ce_time: now,
  },
  value: JSON.stringify({
    verificationId,
    clientId,
    phoneNumber: {
      sealed: await seal(process.argv[2] ?? "+385912345678", {
        verificationId,
        eventId: verificationId,
        eventType,
        clientId,
        member: "phoneNumber",
      }),
    },
    channel: "sms",
    locale: "en",
    purpose: "login",
    requestedAt: now,
  }),
};

if (process.env.KAFKA_BOOTSTRAP_SERVERS) {
  const kafka = new Kafka({ brokers: process.env.KAFKA_BOOTSTRAP_SERVERS.split(",") });
  // The default of version 2 is Java's murmur2; named, so that it stays so.
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic: "otp.requests", acks: -1, messages: [message] });
  await producer.disconnect();
  console.log(verificationId);
} else {
  // Without a Kafka: what would have been sent.
  console.log(`otp.requests\n${message.key}`);
  for (const [name, value] of Object.entries(message.headers)) console.log(`${name}: ${value}`);
  console.log(`\n${message.value}`);
}
