// What a reviewer does with a case. Closing one does not wait for the gateway: the next is there at once, and ten seconds
// can be taken back.
import { post, seg } from '../app/api.js';
import { t } from '../app/i18n.js';
import { remembered, remember, state } from '../app/state.js';
import { say, sayProblem } from '../app/toast.js';
import { reactive } from '../lib/vue.js';
import { current, counts, desk, dropDraft, goOn, hold, keepDraft, keepRefused, letGo, list, lostLease, see, take, takeNext, typedOf, words } from './desk.js';
import { hear, outbox, send, takeBack } from './outbox.js';

const UNDO = 10000;
const SPARE = 45000;
const TYPED = 800;
const AGAIN = 2000;
const SMS = 'sms';
const NOTE = 'note';

/** What can be taken back: the latest act, with the case as it was. */
export const undoable = reactive({ act: null, work: null, until: 0, away: null });
export const flow = reactive({ on: remembered('flow', 'on') === 'on', busy: false });
let spare = 0;
/** The next case on its way here; whoever wants one waits for it rather than take up two. */
let ahead = null;
let typing = 0;

export function setFlow(on) {
  flow.on = on;
  remember('flow', on ? 'on' : 'off');
}

export const outcomes = () => (desk.dictionary ? desk.dictionary.dispositions : []);
export const outcomeOf = work => outcomes().find(each => each.code === work.outcome);

/** Chooses an outcome, and has the next case taken up meanwhile: soon it will be wanted. */
export function choose(code) {
  const work = current();
  if (!work || work.gone) {
    return;
  }
  work.outcome = work.outcome === code ? '' : code;
  work.from = desk.dictionary.version;
  work.wrong = '';
  keepDraft(work);
  if (work.outcome && flow.on && !desk.next && !ahead) {
    ahead = takeNext().then(id => { desk.next = id; }).catch(() => {}).finally(() => { ahead = null; });
  }
  clearTimeout(spare);
  // A case that is only kept ready must not wait for a reviewer who is still talking.
  spare = setTimeout(giveSpareBack, SPARE);
}

export async function giveSpareBack() {
  await ahead;
  const next = desk.held[desk.next];
  if (next) {
    letGo(next.id);
    await post('/v1/review/cases/' + seg(next.id) + '/release', { token: next.token }, { background: true }).catch(() => {});
  }
}

/** Whether something was typed that the gateway does not have yet. */
const isUnkept = work => Boolean(work.note) && !work.savedAt && work.note !== work.kept;

/** Whoever leaves gives everything back; notes stay with their cases. */
export async function giveAllBack() {
  await giveSpareBack();
  await Promise.allSettled(Object.values(desk.held).filter(work => !work.gone).map(work => {
    letGo(work.id);
    const kept = isUnkept(work) ? post('/v1/review/cases/' + seg(work.id) + '/note', { token: work.token, note: work.note }).catch(() => {}) : Promise.resolve();
    return kept.then(() => post('/v1/review/cases/' + seg(work.id) + '/release', { token: work.token }));
  }));
}

/** N: takes up the next case, or the one that is ready. */
export async function next() {
  if (current() || flow.busy) {
    say(t('review.finishFirst'), { kind: 'warn' });
    return;
  }
  flow.busy = true;
  try {
    clearTimeout(spare);
    await ahead;
    desk.current = desk.next || await takeNext();
    desk.next = '';
    if (!desk.current) {
      say(t('review.noMore'));
    }
  } catch (problem) {
    sayProblem(problem);
  } finally {
    flow.busy = false;
  }
}

export async function open(id) {
  if (desk.held[id]) {
    desk.current = id;
  } else if (current()) {
    say(t('review.finishFirst'), { kind: 'warn' });
  } else {
    await take(id);
  }
}

function amount(text) {
  const clean = String(text).replace(/[,，\s]/g, '');
  return clean === '' ? 0 : /^\d{1,9}(\.\d{1,2})?$/.test(clean) ? Number(clean) : NaN;
}

/** What is missing for this outcome: the name of a field, or nothing. */
function missing(work, outcome) {
  if (outcome.note === 'required' && !work.note.trim()) {
    return 'note';
  }
  if (asksStation(outcome) && !work.station.trim()) {
    return 'station';
  }
  const needed = name => (outcome.required || []).includes(name);
  const money = outcome.amounts.find(each => Number.isNaN(amount(work[each])) || (needed(each) && !String(work[each]).trim()));
  const field = ownFields(outcome).find(each => needed(each) && !(work.fields[each] || '').trim());
  return money || (field ? 'of-' + field : '');
}

/** What a disposition says in its fields; empty ones are not said. */
function fieldsOf(work, outcome) {
  const said = ownFields(outcome).map(name => [name, (work.fields[name] || '').trim()]).filter(([, value]) => value);
  return Object.fromEntries(asksStation(outcome) ? [['station', work.station.trim()], ...said] : said);
}

/** Ctrl+Enter: gives the outcome and goes on. Returns the field that is missing, if one is. */
export function save() {
  const work = current();
  const outcome = work && outcomeOf(work);
  if (!outcome || work.gone) {
    if (work && !outcome) {
      say(t('review.chooseFirst'), { kind: 'warn' });
    }
    return '';
  }
  work.wrong = missing(work, outcome);
  if (work.wrong) {
    return work.wrong;
  }
  const body = { token: work.token, disposition: outcome.code, version: work.from || undefined, note: work.note.trim() };
  if (outcome.amounts.includes('saved')) {
    body.amountSaved = amount(work.saved);
  }
  if (outcome.amounts.includes('lost')) {
    body.amountLost = amount(work.lost);
  }
  const fields = fieldsOf(work, outcome);
  if (Object.keys(fields).length) {
    body.fields = fields;
  }
  away(work, 'disposition', body, t('review.saved', { name: work.item.name, outcome: outcome[state.lang] || outcome.zh }));
  return '';
}

/** The case leaves the desk, its act goes on its way, the next one comes. */
function away(work, what, body, words) {
  clearTimeout(typing);
  const act = send({ id: work.id, what, body, typed: typedOf(work), name: work.item.name, phone: work.item.phone });
  letGo(work.id);
  desk.rows = desk.rows.filter(row => row.id !== work.id);
  undoable.away && undoable.away();
  Object.assign(undoable, { act, work, until: Date.now() + UNDO });
  undoable.away = say(words, { seconds: UNDO / 1000, action: { label: t('act.undo'), run: undo } });
  if (flow.on && (state.online || desk.next)) {
    next();
  } else if (desk.next) {
    giveSpareBack();
  }
}

/** Z: takes the latest act back. The case in work, if there is one, waits behind it. */
export async function undo() {
  const { act, work, until } = undoable;
  if (!act || Date.now() > until) {
    say(t('review.undoLate'), { kind: 'warn' });
    return;
  }
  undoable.away();
  undoable.act = null;
  const back = item => {
    const other = current();
    if (other && !other.outcome && !other.note) {
      desk.next = desk.next || other.id;
    }
    desk.current = hold(item, typedOf(work)).id;
  };
  if (takeBack(act)) {
    back({ ...work.item, token: work.token, leaseUntil: work.leaseUntil });
    return;
  }
  try {
    back(await post('/v1/review/cases/' + seg(work.id) + '/undo', { token: work.token }));
  } catch (problem) {
    sayProblem(problem);
  }
  counts();
}

export function snooze(minutes) {
  const work = current();
  away(work, 'snooze', { token: work.token, minutes, note: work.note.trim() }, t('review.snoozed', { name: work.item.name, n: minutes }));
}

export function escalate() {
  const work = current();
  if (!work.station.trim()) {
    return 'station';
  }
  away(work, 'escalate', { token: work.token, station: work.station.trim(), note: work.note.trim() },
    t('review.escalated', { name: work.item.name, station: work.station.trim() }));
  return '';
}

export function release() {
  const work = current();
  if (work) {
    const was = flow.on;
    flow.on = false; // whoever gives a case back does not want another one
    if (!work.gone && isUnkept(work)) {
      // Before it, in order: with the release the copy here goes.
      clearTimeout(typing);
      send({ id: work.id, what: NOTE, body: { token: work.token, note: work.note }, typed: typedOf(work), name: work.item.name, phone: work.item.phone });
    }
    away(work, 'release', { token: work.token }, t('review.released', { name: work.item.name }));
    flow.on = was;
  }
}

export const messages = () => (desk.dictionary && desk.dictionary.messages) || [];

/** What a message says to the person of a case, as far as it is known here: carriers put the signature before it. */
export function filled(message, item) {
  const known = { name: item.name, fraudType: item.fraudType };
  return message.texts.map(text => text.replace(/\{([^{}]+)\}/g, (_, name) => known[name] || '')).join(' / ');
}

/** Sends an approved message; it cannot be taken back. Goes out in order with the acts of the case, and once. */
export function sms(message) {
  const work = current();
  if (work && !work.gone) {
    work.texted = { ...work.texted, [message.name]: true };
    send({ id: work.id, what: SMS, body: { token: work.token, message: message.name, sha256: message.sha256 }, name: work.item.name, phone: work.item.phone });
  }
}

/** Shows the whole number; the gateway notes who saw it. It is forgotten with the case. */
export async function reveal() {
  const work = current();
  if (work && !work.phone) {
    try {
      work.phone = (await post('/v1/review/cases/' + seg(work.id) + '/reveal', { token: work.token })).phone;
    } catch (problem) {
      lostLease(work, problem) || sayProblem(problem);
    }
  }
  return work ? work.phone : '';
}

/** Keeps the note as it is typed, here at once and with the gateway a moment later. */
export function noteTyped(work, text) {
  work.note = text;
  work.savedAt = '';
  keepDraft(work);
  keepNote(work, TYPED);
}

/** Gives the note to the gateway in a moment; while nobody answers, again and again. */
function keepNote(work, soon) {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const text = work.note;
    try {
      const answer = await post('/v1/review/cases/' + seg(work.id) + '/note', { token: work.token, note: text });
      work.savedAt = work.note === text ? answer.savedAt : '';
      work.kept = text;
      keepDraft(work);
    } catch (problem) {
      // Whoever typed on meanwhile, or let the case go, has begun again.
      if (!lostLease(work, problem) && problem.passing && work.note === text && current() === work) {
        keepNote(work, AGAIN);
      }
    }
  }, soon);
}

/** After a lock: the cases again, and what was typed into it. */
export async function unlocked() {
  await goOn();
  const work = current();
  if (work && work.note && !work.savedAt) {
    noteTyped(work, work.note);
  }
}

/** A lost case again, with all that was typed. */
export async function takeAgain(work) {
  if (await take(work.id)) {
    desk.held[work.id].gone = null;
  }
}

export function forget(id) {
  letGo(id);
  dropDraft(id);
}

function texted(act, answer) {
  say(t(answer.repeated ? 'review.smsAgain' : 'review.smsSent', { name: act.name }));
  see(act.id);
  // From before a reload its case was not taken up, as it would have had another token.
  desk.held[act.id] || outbox.some(each => each.id === act.id) || take(act.id, true);
}

/** A message that was not sent: what was typed for the case is not touched. */
function notTexted(act, problem) {
  const work = desk.held[act.id];
  if (work) {
    work.texted = { ...work.texted, [act.body.message]: false };
  }
  words().catch(() => {});
  (work && problem.code === 'lease-lost' && lostLease(work, problem)) || sayProblem(problem);
}

hear((act, answer) => {
  if (act.what === SMS) {
    texted(act, answer);
    return;
  }
  if (act.what === NOTE) {
    return; // the release behind it tells how it went
  }
  dropDraft(act.id);
  counts();
}, (act, problem) => {
  if (act.what === SMS) {
    notTexted(act, problem);
    return;
  }
  if (act.what === NOTE && problem.code === 'lease-lost') {
    return; // so will be the release behind it, which tells
  }
  // A second try of what had come already is refused as well: then there is nothing to tell.
  if (act.tried && problem.code === 'lease-lost' && problem.body.holder === null && problem.body.state !== 'open') {
    dropDraft(act.id);
    return;
  }
  desk.refused.push({ ...act, problem: { code: problem.code, body: problem.body } });
  keepRefused();
  list();
});

export const asksStation = outcome => (outcome.fields || []).includes('station');
/** Fields of an outcome's own; the station has a place of its own. */
export const ownFields = outcome => (outcome.fields || []).filter(name => name !== 'station');

export function fieldLabel(outcome, name) {
  const label = (outcome.labels || {})[name];
  return label ? label[state.lang] || label.zh : name;
}

/** What an outcome is called in the language of the page. */
export function labelOf(outcome) {
  return outcome[state.lang] || outcome.zh;
}
