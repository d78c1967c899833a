// Questions to Prometheus, through the gateway.
import { get, query } from '../app/api.js';
import { filled, times } from './expression.js';
import { exemplars } from './exemplars.js';
import { series } from './frames.js';
import { aligned, seconds, stepOf } from './range.js';

const QUIET = { background: true };
const round = n => String(Math.round(n * 1000) / 1000);

export const instant = (expr, time) => get('/v1/monitoring/query' + query({ query: expr, time: time && round(time) }), QUIET);

/** How far this machine's clock is behind Prometheus', in seconds; asked once, and so the first sign of life. */
export async function lag() {
  const answer = await instant('time()');
  return Number(answer.data.result[1]) - Date.now() / 1000;
}

const isInstant = target => target.instant === true && target.range !== true;

/** The answers to all of a panel's targets: {step, range, all: series}. */
export async function panelData(panel, view, width) {
  const targets = (panel.targets || []).filter(target => target.expr && !target.hide);
  const least = Math.max(5, seconds(panel.interval));
  const step = stepOf(view.range, panel.maxDataPoints ? panel.maxDataPoints * 2 : width, least);
  const range = aligned(view.range, step);
  const answers = await Promise.all(targets.map(async target => {
    const expr = filled(target.expr, view.variables, times(view.range, step));
    const answer = isInstant(target) ? await instant(expr, view.range.to)
      : await get('/v1/monitoring/query_range' + query({ query: expr, start: round(range.from), end: round(range.to), step: round(step) }), QUIET);
    return series(answer, target);
  }));
  return { step, range, all: answers.flat(), examples: await examples(targets, view, range, answers) };
}

/** Single warnings where a panel asks for them, as a graph beside its curves; none where Prometheus keeps none. */
async function examples(targets, view, range, answers) {
  const found = await Promise.all(targets.map(async (target, i) => {
    if (!target.exemplar) {
      return [];
    }
    const expr = filled(target.expr, view.variables, times(view.range, Math.max(15, (range.to - range.from) / 100)));
    try {
      return exemplars(await get('/v1/monitoring/query_exemplars' + query({ query: expr, start: round(range.from), end: round(range.to) }), QUIET), range, answers[i]);
    } catch (problem) {
      return [];
    }
  }));
  return found.flat();
}
