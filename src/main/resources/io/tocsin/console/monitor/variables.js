// The board's variables: what they can be, and what was chosen.
import { instant } from './ask.js';
import { filled } from './expression.js';
import { long } from './range.js';

export const ALL = '$__all';
const LONGEST = 86400;

const text = variable => variable.definition || (variable.query && variable.query.query) || variable.query || '';

/** Those that people choose: not the data source, which is the configured one. */
export const chosen = board => (board.templating ? board.templating.list : []).filter(each =>
  ['query', 'custom', 'interval'].includes(each.type));

/** label_values(metric{...}, label) as a question that `query` answers: who was there in that time. */
export function labelQuestion(definition, length) {
  const found = /^label_values\(\s*(?:(.+?)\s*,\s*)?(\w+)\s*\)$/s.exec(definition.trim());
  if (!found) {
    return null;
  }
  const [, selector = '{__name__=~"tocsin_.+"}', label] = found;
  return { label, expr: 'group by (' + label + ') (last_over_time(' + selector + '[' + long(Math.min(LONGEST, Math.ceil(length))) + ']))' };
}

/** The values that a variable can have now. */
export async function choices(variable, known, range) {
  if (variable.type !== 'query') {
    return String(text(variable)).split(/\s*,\s*/).filter(Boolean);
  }
  const question = labelQuestion(filled(text(variable), known), range.to - range.from);
  if (!question) {
    return [];
  }
  const answer = await instant(question.expr, range.to);
  const pattern = variable.regex && new RegExp(variable.regex.replace(/^\/(.*)\/\w*$/, '$1'));
  return [...new Set(answer.data.result.map(row => row.metric[question.label]).filter(value => value && (!pattern || pattern.test(value))))]
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}

/** What a variable stands for: {values, multi, all}. */
export function standing(variable, picked, options) {
  const multi = Boolean(variable.multi || variable.includeAll);
  const some = (picked || []).filter(value => value !== ALL);
  if (!some.length && variable.includeAll) {
    return { values: options, multi, all: variable.allValue || (options.length ? undefined : '.*') };
  }
  return { values: some.length ? some : options.slice(0, 1), multi };
}
