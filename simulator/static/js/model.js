/** What the page knows, and who wants to hear of changes. The desk holds the truth. */

const KEPT = "line-desk";
const listeners = new Map();

const before = kept();

export const model = {
  state: null,
  chatId: before.chatId,
  me: before.me,
  messages: [],
  view: { quickReplies: null, richMenu: null, loading: 0 },
  prefs: { fontSize: "normal", pcClient: false, tab: "log", ...before.prefs },
};

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}

/** @param {"state"|"chat"|"messages"|"view"|"prefs"|"faults"} topic */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) || []), listener]);
}

export function emit(topic, detail) {
  for (const listener of listeners.get(topic) || []) listener(detail);
}

export function setPref(name, value) {
  model.prefs[name] = value;
  keep();
  emit("prefs", name);
}

export function keep() {
  const { chatId, me, prefs } = model;
  localStorage.setItem(KEPT, JSON.stringify({ prefs, chatId, me }));
}

export const chat = () => model.state.chats.find((one) => one.chatId === model.chatId);
export const person = (userId) => model.state.people.find((one) => one.userId === userId);
export const group = (groupId) => model.state.groups.find((one) => one.groupId === groupId);
export const isGroup = () => chat()?.kind === "group";
export const message = (id) => model.messages.find((one) => one.id === id);
