"use strict";

// Everything that came from outside is set as text, never as markup.

const SHOWN = 200;
const byId = (id) => document.getElementById(id);
const list = byId("messages");
const chosen = byId("number");
const known = new Set();
let messages = [];

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const BUBBLE = "M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4.5 3.5V17H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z";
const HANDSET =
  "M6.5 3.5h3l1.6 4.2-2 1.5a12 12 0 0 0 5.7 5.7l1.5-2 4.2 1.6v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z";

function pinButton(message, shown) {
  const button = element("button", "pin", shown);
  button.type = "button";
  button.title = "Copy the PIN";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(message.pin);
    announce("PIN copied");
  });
  return button;
}

function textOf(message) {
  const text = element("p", "text");
  const shown = message.channel === "voice" ? [...message.pin].join(" ") : message.pin;
  const at = message.text.indexOf(shown);
  if (at < 0) {
    text.textContent = message.text;
  } else {
    text.append(
      message.text.slice(0, at),
      pinButton(message, shown),
      message.text.slice(at + shown.length),
    );
  }
  return text;
}

function card(message, isNew) {
  const voice = message.channel === "voice";
  const item = element("li", "message" + (voice ? " voice" : "") + (isNew ? " new" : ""));
  const badge = element("span", "badge");
  badge.setAttribute("aria-hidden", "true");
  badge.append(icon(voice ? HANDSET : BUBBLE));

  const head = element("div", "head");
  const time = element("time", "", new Date(message.at).toLocaleTimeString());
  time.dateTime = message.at;
  head.append(element("span", "sender", message.from), time);

  const meta = element("p", "meta");
  const kind = (voice ? "Voice call" : "SMS") + (message.kind === "resend" ? ", sent again" : "");
  meta.append(element("span", "tag", kind), element("span", "", "to +" + message.to));

  const body = element("div");
  body.append(head, textOf(message), meta);
  item.append(badge, body);
  return item;
}

const matches = (message) => !chosen.value || message.to === chosen.value;

function showAll() {
  list.replaceChildren(...messages.filter(matches).map((message) => card(message, false)).reverse());
  byId("empty").hidden = list.childElementCount > 0;
}

function arrived(batch) {
  const first = messages.length === 0;
  messages = messages.concat(batch).slice(-SHOWN);
  rememberNumbers(batch);
  if (first && batch.length > 1) {
    // What was there before the page is not news.
    showAll();
    return;
  }
  const visible = batch.filter(matches);
  for (const message of visible) list.prepend(card(message, true));
  while (list.childElementCount > SHOWN) list.lastElementChild.remove();
  byId("empty").hidden = list.childElementCount > 0;
  if (visible.length === 1) {
    const [message] = visible;
    announce(`${message.channel === "voice" ? "Call" : "Message"} from ${message.from}: ${message.text}`);
  } else if (visible.length > 1) {
    announce(`${visible.length} new messages`);
  }
}

function rememberNumbers(batch) {
  for (const { to } of batch) {
    if (known.has(to) || known.size >= SHOWN) continue;
    known.add(to);
    chosen.append(new Option("+" + to, to));
  }
}

function emptied() {
  messages = [];
  known.clear();
  chosen.replaceChildren(new Option("All phones", ""));
  showAll();
}

function announce(text) {
  byId("announcement").textContent = text;
}

function connect() {
  const source = new EventSource("/simulator/inbox/stream");
  const state = byId("state");
  const say = (name, text) => {
    state.dataset.state = name;
    state.textContent = text;
  };
  source.onopen = () => {
    say("live", "live");
    refresh();
  };
  source.onerror = () => say("lost", "reconnecting");
  source.addEventListener("messages", (event) => {
    // After a restart of the simulator the numbering begins again: keep what is newer only.
    const last = messages.length ? messages[messages.length - 1].seq : 0;
    const batch = JSON.parse(event.data);
    if (batch[0].seq <= last) emptied();
    arrived(batch);
    refresh();
  });
  source.addEventListener("cleared", emptied);
}

function faultText(fault) {
  const when = fault.acceptance ? ` ${fault.acceptance} acceptance` : "";
  const range =
    fault.minMillis === fault.maxMillis ? fault.minMillis : `${fault.minMillis}–${fault.maxMillis}`;
  const what = {
    latency: `latency ${range} ms`,
    "per-second": `at most ${fault.calls} a second`,
    status: `status ${fault.status}${when}`,
  }[fault.kind];
  const chance = fault.probability ? `, chance ${fault.probability}` : "";
  const calls = fault.operations.length > 1 ? "all calls" : fault.operations[0];
  return `${calls}: ${what ?? fault.kind + when}${chance}`;
}

function showFaults(faults) {
  const items = faults.map((fault) => {
    const item = element("li", "fault");
    const left = fault.left === undefined ? "" : `, ${fault.left} left`;
    item.append(
      element("span", "", faultText(fault)),
      element("span", "quiet", `struck ${fault.strikes}${left}`),
    );
    return item;
  });
  if (!items.length) items.push(element("li", "quiet", "None: every call is answered as usual."));
  byId("faults").replaceChildren(...items);
}

function showFacts(overview) {
  const limits = overview.application.configuration;
  const facts = {
    "Base URL": location.origin,
    Application: overview.applicationId,
    Template: overview.messageId,
    Validation: overview.validation,
    "PIN lives": limits.pinTimeToLive,
    Attempts: limits.pinAttempts,
    "Per number": limits.sendPinPerPhoneNumberLimit,
    "Per application": limits.sendPinPerApplicationLimit,
    Verify: limits.verifyPinLimit,
  };
  if (overview.clockAhead !== "PT0S") facts["Clock ahead"] = overview.clockAhead;
  byId("facts").replaceChildren(
    ...Object.entries(facts).flatMap(([name, value]) => [
      element("dt", "", name),
      element("dd", "", String(value)),
    ]),
  );
}

let refreshing = false;

async function refresh() {
  if (refreshing || document.hidden) return;
  refreshing = true;
  try {
    const overview = await (await fetch("/simulator")).json();
    byId("sends").textContent = overview.traffic.sends;
    byId("resends").textContent = overview.traffic.resends;
    byId("guesses").textContent = overview.traffic.guesses;
    byId("violations").textContent = overview.violations;
    byId("violations-tile").className = overview.violations > 0 ? "bad" : "";
    showFaults(overview.faults);
    showFacts(overview);
  } catch {
    // The state line says that the connection is lost.
  } finally {
    refreshing = false;
  }
}

async function showAssumptions() {
  const assumptions = await (await fetch("/simulator/assumptions")).json();
  byId("assumptions").replaceChildren(
    ...assumptions.flatMap(({ topic, behaviour }) => [
      element("dt", "", topic),
      element("dd", "", behaviour),
    ]),
  );
}

function tick() {
  const now = new Date();
  byId("clock").textContent = now.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  byId("date").textContent = now.toLocaleDateString([], {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
}

chosen.addEventListener("change", showAll);
byId("clear").addEventListener("click", () => fetch("/simulator/inbox", { method: "DELETE" }));
document.addEventListener("visibilitychange", refresh);
setInterval(tick, 1000);
setInterval(refresh, 3000);
tick();
connect();
showAssumptions();
