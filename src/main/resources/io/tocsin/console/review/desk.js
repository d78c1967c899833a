// What a reviewer has on the desk: the list, the cases held with their leases, the one in work.
import { get, post, query, seg } from '../app/api.js';
import { reactive } from '../lib/vue.js';
import { state } from '../app/state.js';
import { sayProblem, say } from '../app/toast.js';
import { t } from '../app/i18n.js';
import { outbox } from './outbox.js';

const BEAT = 30000;
const DRAFT = 'tocsin.draft.';
const REFUSED = 'tocsin.refused';

export const desk = reactive({
  summary: null, dictionary: null,
  rows: [], more: null, filter: 'open', loading: false, found: null,
  /** id of the row under the cursor */
  selected: '',
  /** cases held, by id: the case with token, and what was typed */
  held: {},
  current: '', next: '',
  /** cases as they were read, without being held */
  seen: {},
  /** acts that were refused, with what was typed */
  refused: refusedBefore()
});

function refusedBefore() {
  try {
    return JSON.parse(sessionStorage.getItem(REFUSED) || '[]');
  } catch {
    return [];
  }
}

/** What was refused is there after a reload too; it goes with the log-in, as all that is kept in the tab. */
export function keepRefused() {
  try {
    sessionStorage.setItem(REFUSED, JSON.stringify(desk.refused));
  } catch {
    // it stays in memory
  }
}

export const FILTERS = {
  open: { state: 'open' }, mine: { holder: 'me', state: 'leased' }, leased: { state: 'leased' }, snoozed: { state: 'snoozed' },
  escalated: { state: 'escalated' }, late: { breached: 'true' }, done: { state: 'done' }
};

export const current = () => desk.held[desk.current] || null;

function draft(id) {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT + id) || 'null');
  } catch {
    return null;
  }
}

/** Keeps what is typed in the tab; the number is never among it. */
export function keepDraft(work) {
  sessionStorage.setItem(DRAFT + work.id, JSON.stringify(typedOf(work)));
}

export function dropDraft(id) {
  sessionStorage.removeItem(DRAFT + id);
}

/** The station of the person's own unit, which is mostly the one that goes there; else nothing. */
function stationOf(item) {
  const name = (item.unit || '').split('/').pop();
  return name.endsWith('派出所') ? name : '';
}

/** What was typed here, below what somebody else left in it who has had the case meanwhile. */
function noteOf({ note, kept }, draft) {
  const others = draft && draft !== kept && !(note || '').includes(draft);
  return others ? [draft, note].filter(Boolean).join('\n') : note ?? draft ?? '';
}

/** A case with a token becomes work: what was typed here before, else the draft that the gateway has. */
export function hold(item, typed) {
  const before = typed || draft(item.id) || {};
  desk.held[item.id] = {
    id: item.id, item, token: item.token, leaseUntil: item.leaseUntil, phone: '', lost: '', saved: '', station: stationOf(item), fields: {},
    outcome: '', from: 0, savedAt: '', gone: null, texted: {}, wrong: '', ...before, note: noteOf(before, item.draft), kept: item.draft ?? ''
  };
  see(item.id);
  return desk.held[item.id];
}

export function letGo(id) {
  delete desk.held[id];
  if (desk.current === id) {
    desk.current = '';
  }
  if (desk.next === id) {
    desk.next = '';
  }
}

/** Reads a case with all that led to it. */
export async function see(id) {
  try {
    desk.seen[id] = await get('/v1/review/cases/' + seg(id), { background: true });
    const known = Object.keys(desk.seen);
    known.slice(0, Math.max(0, known.length - 50)).forEach(old => { delete desk.seen[old]; });
  } catch (problem) {
    if (!problem.silent) {
      delete desk.seen[id];
    }
  }
}

export async function list(more = false) {
  const wanted = desk.filter;
  desk.loading = true;
  try {
    const page = await get('/v1/review/cases' + query({ ...FILTERS[wanted], limit: 100, cursor: more ? desk.more : '' }),
      { background: true });
    if (wanted !== desk.filter) {
      return; // another list was chosen meanwhile
    }
    desk.rows = more ? desk.rows.concat(page.items) : page.items;
    desk.more = page.next;
    if (!shownRows().some(row => row.id === desk.selected)) {
      desk.selected = desk.rows.length ? desk.rows[0].id : '';
    }
  } catch (problem) {
    if (!problem.silent) {
      sayProblem(problem);
    }
  } finally {
    desk.loading = false;
  }
}

export const shownRows = () => desk.found || desk.rows;

export async function counts() {
  summed(await get('/v1/review/summary', { background: true }).catch(() => desk.summary));
}

/** Shows how the queue stands; where the words have changed since they were read, they are read again. */
export function summed(summary) {
  desk.summary = summary;
  if (summary && desk.dictionary && summary.words !== desk.dictionary.words) {
    words().catch(() => {});
  }
}

let reading = null;
const meaning = (dictionary, code) => JSON.stringify(dictionary.dispositions.find(each => each.code === code));

/** Reads what is chosen from, sent and said. An outcome that means another thing now is to be chosen again. */
export function words() {
  reading = reading || get('/v1/review/dictionary', { background: true }).then(read => {
    const before = desk.dictionary;
    desk.dictionary = read;
    for (const work of Object.values(desk.held)) {
      if (before && work.outcome && meaning(before, work.outcome) !== meaning(read, work.outcome)) {
        work.outcome = '';
        keepDraft(work);
        say(t('review.outcomeChanged', { name: work.item.name }), { kind: 'warn' });
      }
    }
  }).finally(() => { reading = null; });
  return reading;
}

export async function begin() {
  await Promise.all([words(), counts(), list()]).catch(sayProblem);
  // Whoever comes back to this page goes on with what is held already.
  const mine = await get('/v1/review/cases' + query({ ...FILTERS.mine, limit: 20 })).catch(() => ({ items: [] }));
  // What waits to be sent has the token of the lease that there is; a new claim would take it away.
  for (const row of mine.items.filter(each => !desk.held[each.id] && !outbox.some(act => act.id === each.id))) {
    await take(row.id, true);
  }
}

/** Behind a lock a lease runs out. What nobody else has taken up since is gone on with, as it was typed. */
export async function goOn() {
  await beat();
  for (const work of Object.values(desk.held)) {
    if (work.gone && !work.gone.holder && work.gone.state === 'open') {
      await take(work.id, true);
    }
  }
}

/** Takes up one certain case. */
export async function take(id, quietly = false) {
  try {
    const item = await post('/v1/review/cases/' + seg(id) + '/claim', {});
    hold(item, desk.held[id] && typedOf(desk.held[id]));
    desk.current = desk.current || id;
    return true;
  } catch (problem) {
    if (problem.code === 'case-held') {
      say(t('review.heldBy', { who: problem.body.holder || '?' }), { kind: 'warn' });
      list();
    } else if (!quietly) {
      sayProblem(problem);
    }
    return false;
  }
}

export function typedOf(work) {
  const { note, kept, saved, lost, station, fields, outcome, from } = work;
  return { note, kept, saved, lost, station, fields: { ...fields }, outcome, from };
}

/** Takes up the most urgent case that waits; its id, or nothing. */
export async function takeNext() {
  const answer = await post('/v1/review/claims', { max: 1 });
  const item = answer.cases[0];
  return item ? hold(item).id : '';
}

/** Tells the gateway that the cases on the desk are still worked on. */
async function beat() {
  if (state.phase !== 'in') {
    return;
  }
  for (const work of Object.values(desk.held)) {
    if (work.gone) {
      continue;
    }
    try {
      const answer = await post('/v1/review/cases/' + seg(work.id) + '/heartbeat', { token: work.token }, { background: true });
      work.leaseUntil = answer.leaseUntil;
    } catch (problem) {
      lostLease(work, problem);
    }
  }
}

/** Notes that somebody else may have the case now; what was typed stays. */
export function lostLease(work, problem) {
  if (problem.status === 409 || problem.status === 404) {
    work.gone = { holder: problem.body.holder || '', state: problem.body.state || '' };
    return true;
  }
  return false;
}

export function keepLeases() {
  const timer = setInterval(beat, BEAT);
  return () => clearInterval(timer);
}

export const beatNow = beat;
