/** The desk's control API. Addresses are relative, so the page works below any mount point. */

async function call(method, path, body) {
  const init = { method, headers: { Accept: "application/json" } };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers["Content-Type"] = "application/json";
  }
  const response = await fetch(`desk/${path}`, init);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `ผิดพลาด ${response.status}`);
  return answer;
}

const get = (path) => call("GET", path);
const post = (path, body = {}) => call("POST", path, body);

// The bubbles arrive by event; nobody at the phone waits for the webhook's answer.
const act = (chatId, what, body) =>
  post(`chats/${encodeURIComponent(chatId)}/${what}?wait=0`, body);

/** A form of files beside plain fields. */
function form(fields, files) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const file of files) data.append("file", file);
  return data;
}

export const desk = {
  state: () => get("state"),
  messages: (chatId) => get(`chats/${encodeURIComponent(chatId)}/messages`),
  view: (chatId, user) =>
    get(`chats/${encodeURIComponent(chatId)}/view?user=${encodeURIComponent(user)}`),
  log: () => get("log"),
  faults: () => get("faults"),

  open: (chatId, from) => act(chatId, "open", { from }),
  text: (chatId, body) => act(chatId, "text", body),
  photos: (chatId, from, names) => act(chatId, "photo", { from, names }),
  location: (chatId, body) => act(chatId, "location", body),
  sticker: (chatId, body) => act(chatId, "sticker", body),
  sample: (chatId, kind, from) => act(chatId, kind, { from }),
  upload: (chatId, kind, from, files) => act(chatId, kind, form({ from }, files)),
  tap: (chatId, body) => act(chatId, "tap", body),

  unsend: (messageId) => post(`messages/${encodeURIComponent(messageId)}/unsend?wait=0`),
  edit: (messageId, text) =>
    post(`messages/${encodeURIComponent(messageId)}/edit?wait=0`, { text }),
  person: (userId, what) => post(`people/${encodeURIComponent(userId)}/${what}?wait=0`),
  group: (groupId, what, body) =>
    post(`groups/${encodeURIComponent(groupId)}/${what}?wait=0`, body),

  webhook: (what, body) => post(`webhook/${what}`, body),
  orderFault: (body) => post("faults", body),
  clearFaults: () => call("DELETE", "faults"),
  settings: (patch) => call("PATCH", "settings", patch),
  quota: (body) => post("quota", body),
  reset: () => post("reset"),
};
