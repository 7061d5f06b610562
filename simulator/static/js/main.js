/** Wiring: the desk's events come in, the parts of the page are told. */

import { desk } from "./desk.js";
import { byId } from "./dom.js";
import { setUpDrawers } from "./drawers.js";
import { follow } from "./events.js";
import { chat, emit, group, isGroup, keep, model, on } from "./model.js";
import { attempt, toast } from "./notices.js";
import { createPane } from "./pane.js";
import { createPeople } from "./people.js";
import { createPhone } from "./phone.js";

async function refreshState() {
  model.state = await desk.state();
  if (!chat()) model.chatId = model.state.chats[0].chatId;
  model.me = isGroup() ? speaker(model.chatId, model.me) : model.chatId;
  emit("state");
}

async function refreshMessages() {
  const { chatId } = model;
  const messages = await desk.messages(chatId);
  if (chatId !== model.chatId) return; // the person has moved on meanwhile
  model.messages = messages;
  emit("messages");
}

async function refreshView() {
  const { chatId, me } = model;
  const view = await desk.view(chatId, me);
  if (chatId !== model.chatId || me !== model.me) return;
  model.view = view;
  emit("view");
}

async function choose(chatId, me) {
  model.chatId = chatId;
  model.me = isGroup() ? speaker(chatId, me ?? model.me) : chatId;
  Object.assign(model, { messages: [], view: { quickReplies: null, richMenu: null, loading: 0 } });
  keep();
  emit("chat");
  emit("view");
  await attempt(async () => {
    await Promise.all([refreshMessages(), refreshView()]);
    await look();
  });
}

function speaker(chatId, wanted) {
  const { members } = group(chatId);
  return members.includes(wanted) ? wanted : members[0];
}

/** The person sees the chat: the bot's messages in it are read. */
async function look() {
  if (document.visibilityState === "visible") await desk.open(model.chatId, model.me);
  await refreshState();
}

/** Runs of changes become one reading each: at once, then again if more came meanwhile. */
function gathered(read) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await attempt(read);
    } while (again);
    running = false;
  };
}

const readState = gathered(refreshState);
const readView = gathered(refreshView);
const readReads = gathered(refreshMessages);
const readMessages = gathered(async () => {
  await refreshMessages();
  await look();
});

const here = (event) => !event.chatId || event.chatId === model.chatId;

const HEARD = {
  message: (event) => (here(event) ? Promise.all([readMessages(), readView()]) : readState()),
  read: (event) => here(event) && readReads(),
  view: (event) => here(event) && readView(),
  loading: (event) => here(event) && showLoading(event.seconds),
  call: (event) => emit("log", event.entry),
  webhook: (event) => emit("log", event.entry),
  state: () => {
    readState();
    emit("faults");
  },
  reset: () => startOver(),
};
let loadingEnds = null;

function showLoading(seconds) {
  clearTimeout(loadingEnds);
  model.view.loading = seconds;
  emit("view");
  if (seconds) loadingEnds = setTimeout(() => showLoading(0), seconds * 1000);
}

async function readAll() {
  await refreshState();
  emit("reload");
  await choose(model.chatId, model.me);
}

const startOver = () => attempt(readAll);

async function start() {
  const drawers = setUpDrawers();
  createPhone(() => drawers.open("people"));
  createPeople((chatId, me) => {
    drawers.close();
    choose(chatId, me);
  });
  createPane();
  on("refresh", startOver);
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "visible" && readMessages(),
  );
  await readAll();
  follow(model.state.seq, {
    change: (event) => HEARD[event.kind]?.(event),
    restart: startOver,
    silence: () => toast("ขาดการติดต่อกับโต๊ะ กำลังลองใหม่", "error"),
  });
  byId("phone").dataset.ready = "true";
}

await start();
