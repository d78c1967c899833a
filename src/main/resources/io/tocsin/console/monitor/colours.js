// Grafana's names of colours, as they read well on each theme; every fill carries white text.
import { state } from '../app/state.js';

const BASE = {
  light: { green: '#14692f', red: '#b3151c', orange: '#a84300', yellow: '#7a5f00', blue: '#1f5fa8', purple: '#6b3fa0', gray: '#545c68', text: '#15181d' },
  dark: { green: '#5fc47c', red: '#ff7b7b', orange: '#ff9f45', yellow: '#f0cb4a', blue: '#6db1ff', purple: '#c29bff', gray: '#a5afbc', text: '#eceff3' }
};
const FILL = { green: '#17703a', red: '#b3151c', orange: '#a84300', yellow: '#7a5f00', blue: '#1f5fa8', purple: '#6b3fa0', gray: '#545c68', text: '#545c68' };
/** For curves that nobody gave a colour, told apart also by who does not see red and green alike. */
const PALETTE = {
  light: ['#1f5fa8', '#c25a00', '#0f7a6c', '#8a3ea8', '#a6761d', '#c02a6b', '#4a7d12', '#5b6470', '#2a9bd6', '#7d3c1f'],
  dark: ['#6db1ff', '#ffa657', '#4fd1bd', '#cf9bff', '#e5c463', '#ff8ab8', '#a5d65a', '#b6c0cc', '#7fe0ff', '#e0a07f']
};

export const themed = () => (state.dark ? 'dark' : 'light');

/** green of semi-dark-green and the like; nothing for what is no name. */
function family(name) {
  return Object.keys(FILL).find(each => String(name || '').endsWith(each)) || '';
}

/** A colour for text and lines on the page. */
export function ink(name, theme = themed()) {
  return BASE[theme][family(name)] || (/^#|^rgb/.test(name || '') ? name : BASE[theme].blue);
}

/** A colour for what carries white text. */
export function fill(name) {
  return FILL[family(name)] || (/^#|^rgb/.test(name || '') ? name : FILL.blue);
}

export function nth(index, theme = themed()) {
  return PALETTE[theme][index % PALETTE[theme].length];
}

/** What a colour of a threshold says: good, warn or bad; nothing for those that say nothing. */
export function toneOf(name) {
  return { green: 'good', orange: 'warn', yellow: 'warn', red: 'bad' }[family(name)] || '';
}
