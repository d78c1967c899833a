// What changes elsewhere, as it happens: server-sent events, and a look every ten seconds where they do not come.
import { state } from '../app/state.js';
import { beatNow, counts, desk, list, see, summed } from './desk.js';

const SOON = 1500;
const LOOK = 10000;

export function live() {
  let source = null;
  let soon = 0;
  let up = false;
  let wasUp = false;

  function changed(e) {
    const { id, state: now } = JSON.parse(e.data);
    const row = desk.rows.find(each => each.id === id);
    if (row) {
      row.state = now;
    }
    if (desk.held[id] || desk.selected === id) {
      see(id);
    }
    // Many changes are one look.
    soon = soon || setTimeout(() => { soon = 0; list(); }, SOON);
  }

  function connect() {
    source = new EventSource('/v1/review/stream');
    source.addEventListener('summary', e => {
      const told = JSON.parse(e.data);
      summed({ ...told, mine: told.mine || (desk.summary && desk.summary.mine) });
    });
    source.addEventListener('case', changed);
    source.onopen = () => {
      up = true;
      state.online = true;
      if (wasUp) {
        // Leases may be near their end, and the list is old.
        beatNow();
        list();
      }
      wasUp = true;
    };
    source.onerror = () => {
      up = false;
      if (source.readyState === EventSource.CLOSED) {
        source = null;
      }
    };
  }

  const timer = setInterval(() => {
    if (state.phase !== 'in') {
      // A locked screen asks for nothing, so that the gateway locks the session too.
      source && source.close();
      source = null;
      return;
    }
    if (!source) {
      connect();
    }
    if (!up) {
      counts();
      list();
    }
  }, LOOK);
  connect();
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    source && source.close();
  };
}
