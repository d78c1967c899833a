// How a value is shown: a board's defaults with the overrides of its series; thresholds, mappings, colours.
import { state } from '../app/state.js';
import { format } from './units.js';

function merged(base, id, value) {
  const [head, ...rest] = id.split('.');
  return { ...base, [head]: rest.length ? merged(base[head] || {}, rest.join('.'), value) : value };
}

function matches(matcher, field) {
  switch (matcher.id) {
    case 'byName': return [field.name, field.raw].includes(matcher.options);
    case 'byRegexp': {
      const pattern = String(matcher.options).replace(/^\/(.*)\/\w*$/, '$1');
      return new RegExp(pattern).test(field.name) || new RegExp(pattern).test(field.raw || '');
    }
    case 'byFrameRefID': return matcher.options === field.refId;
    case 'byType': return matcher.options === field.type;
    default: return false;
  }
}

/** The options of a field: {name, raw, refId, type}, where `raw` is its name before it was put into words. */
export function optionsOf(panel, field) {
  const { defaults = {}, overrides = [] } = panel.fieldConfig || {};
  return overrides.filter(each => matches(each.matcher, field)).flatMap(each => each.properties)
    .reduce((all, each) => merged(all, each.id, each.value), defaults);
}

/** The step of the thresholds that a value has reached, and how many there are; null without thresholds. */
export function stepOf(value, options) {
  const steps = (options.thresholds && options.thresholds.steps) || [];
  if (!steps.length || value === null || Number.isNaN(value)) {
    return null;
  }
  const { min = 0, max = 100 } = options;
  const measured = options.thresholds.mode === 'percentage' ? (value - min) / (max - min || 1) * 100 : value;
  return steps.reduce((found, step) => (step.value === null || step.value === undefined || measured >= step.value ? step : found), steps[0]);
}

function mapping(value, options) {
  for (const each of options.mappings || []) {
    if (each.type === 'value' && String(value) in each.options) {
      return each.options[String(value)];
    }
    const { from = null, to = null, result, match } = each.options;
    if (each.type === 'range' && value !== null && (from === null || value >= from) && (to === null || value <= to)) {
      return result;
    }
    const none = value === null || Number.isNaN(value);
    if (each.type === 'special' && ((none && ['null', 'nan', 'null+nan'].includes(match)))) {
      return result;
    }
  }
  return null;
}

/** @returns {text, color, plain}: the words, Grafana's name of a colour, whether there are steps that say more than one thing */
export function shown(value, options) {
  const map = mapping(value, options);
  const step = stepOf(value, options);
  const fixed = options.color && options.color.mode === 'fixed' && options.color.fixedColor;
  return {
    text: (map && map.text) || (value === null && options.noValue) || format(value, options.unit, options.decimals, state.lang),
    color: (map && map.color) || fixed || (step && step.color) || null,
    judged: Boolean(map && map.color) || (options.thresholds && options.thresholds.steps.length > 1)
  };
}
