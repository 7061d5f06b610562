/** The desk's stream of changes, followed without a gap, also over a restart of the desk. */

import { desk } from "./desk.js";

const AGAIN_MS = 300;
const PATIENCE = 20;
// The desk remembers about a thousand changes: further behind than this, all is read anew.
const REACH = 900;

/**
 * @param {number} from number of the last change already known
 * @param {object} hear
 * @param {(event: object) => void} hear.change
 * @param {() => Promise<void>} hear.restart what is known no longer holds
 * @param {() => void} hear.silence the desk has not answered for a while
 */
export function follow(from, hear) {
  let seen = from;
  let failures = 0;

  function listen() {
    const stream = new EventSource(`desk/events?after=${seen}`);
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      seen = event.seq;
      hear.change(event);
    };
    // Streams end by design every so often; each new one asks for what came meanwhile.
    stream.onerror = () => {
      stream.close();
      setTimeout(resume, AGAIN_MS);
    };
  }

  async function resume() {
    try {
      const { seq } = await desk.state();
      failures = 0;
      if (seq < seen || seq > seen + REACH) {
        seen = seq;
        await hear.restart();
      }
      listen();
    } catch {
      failures += 1;
      if (failures === PATIENCE) hear.silence();
      setTimeout(resume, AGAIN_MS);
    }
  }

  listen();
}
