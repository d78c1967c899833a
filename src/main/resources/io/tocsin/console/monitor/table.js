// A table of labels and values; cells may carry the colour of their threshold, with a mark for it.
import { h } from '../lib/vue.js';
import { fill, ink, toneOf } from './colours.js';
import { optionsOf, shown } from './field.js';
import { linkOf } from './links.js';
import { tableOf } from './rows.js';

const MOST = 200;

function cell(column, row, panel, view, table) {
  const own = optionsOf(panel, { name: column.title, raw: column.name, type: table.isValue(column.name) ? 'number' : 'string' });
  const value = row[column.name];
  const number = typeof value === 'number';
  const { text, color, judged } = number ? shown(value, own) : value === undefined ? { text: '–' } : shownText(column, value, own, table);
  const how = (own.custom && ((own.custom.cellOptions && own.custom.cellOptions.type) || own.custom.displayMode)) || '';
  const painted = how.startsWith('color') && color && (judged || !number);
  const link = (own.links || []).map(each => linkOf(each, view, row, value)).find(Boolean);
  const inside = link ? h('a', { href: link.href, ...(link.outside && { target: '_blank', rel: 'noopener noreferrer' }) }, text) : text;
  return h('td', { key: column.name, class: [(number || table.isValue(column.name)) && 'num right', painted && 'painted', painted && toneOf(color)] },
    painted ? h('span', { class: 'badge', style: how === 'color-text' ? { color: ink(color) } : { background: fill(color), color: '#fff' } }, inside) : inside);
}

function shownText(column, value, own, table) {
  const map = (own.mappings || []).find(each => each.type === 'value' && value in each.options);
  return map ? { ...map.options[value], judged: true } : { text: table.words(column.name, value) };
}

const widthOf = (column, panel) => {
  const own = optionsOf(panel, { name: column.title, raw: column.name });
  return own.custom && own.custom.width ? { width: own.custom.width + 'px' } : {};
};

export const Table = ({ data, panel, view }) => {
  const table = tableOf(data, panel);
  return h('div', { class: 'paneltable', tabindex: '0', role: 'region', 'aria-label': panel.title }, h('table', [
    h('thead', h('tr', table.columns.map(column => h('th', { key: column.name, class: table.isValue(column.name) && 'right', style: widthOf(column, panel) }, column.title)))),
    h('tbody', table.rows.slice(0, MOST).map((row, i) => h('tr', { key: i }, table.columns.map(column => cell(column, row, panel, view, table)))))]));
};
Table.props = ['data', 'panel', 'view'];
