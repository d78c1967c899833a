// Expressions with the board's variables and the times of the question put in.
import { long } from './range.js';

/** The scrapes of monitoring/prometheus.yml, in seconds; a rate needs four of them. */
export const SCRAPE = 15;
const VARIABLE = /\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]|\$(\w+)/g;

const regex = text => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\\/g, '\\\\').replace(/"/g, '\\"');

/**
 * What stands for a variable in an expression.
 * @param values its values, all of them for "all" without an `allValue`
 * @param how as in ${name:how}
 */
export function joined(values, how, multi) {
  switch (how) {
    case 'csv': return values.join(',');
    case 'pipe': return values.join('|');
    case 'raw': case 'text': return values.join(values.length > 1 ? '+' : '');
    case 'doublequote': return values.map(value => '"' + value.replace(/"/g, '\\"') + '"').join(',');
    case 'queryparam': return values.map(encodeURIComponent).join('&');
    default:
      if (!multi && how !== 'regex') {
        return values.join('').replace(/\\/g, '\\\\').replace(/"/g, '\\"');
      }
      return values.length === 1 ? regex(values[0]) : '(' + values.map(regex).join('|') + ')';
  }
}

/** The times that an expression may ask for, by name. */
export function times(range, step) {
  const length = Math.max(1, Math.round(range.to - range.from));
  return {
    __interval: long(step), __interval_ms: String(step * 1000), __rate_interval: long(Math.max(step + SCRAPE, 4 * SCRAPE)),
    __range: long(length), __range_s: String(length), __range_ms: String(length * 1000),
    __from: String(Math.round(range.from * 1000)), __to: String(Math.round(range.to * 1000))
  };
}

/**
 * @param text with $name, ${name}, ${name:how} and [[name]]
 * @param variables by name: {values, multi, all}, where `all` is a text that stands for all
 * @param fixed texts by name
 */
export function filled(text, variables, fixed) {
  return text.replace(VARIABLE, (whole, a, howA, b, howB, c) => {
    const name = a || b || c;
    if (fixed && name in fixed) {
      return fixed[name];
    }
    const variable = variables[name];
    if (!variable) {
      return whole;
    }
    return variable.all !== undefined ? variable.all : joined(variable.values, howA || howB, variable.multi);
  });
}
