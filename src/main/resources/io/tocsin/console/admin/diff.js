// What changed between two texts, line by line.
import { h } from '../lib/vue.js';
import { t } from '../app/i18n.js';

const MOST = 1500;

/** Lines as [sign, text]: ' ' in both, '-' only before, '+' only after. */
export function diff(before, after) {
  const a = before ? before.split('\n') : [];
  const b = after ? after.split('\n') : [];
  if (a.length > MOST || b.length > MOST) {
    return a.map(line => ['-', line]).concat(b.map(line => ['+', line]));
  }
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push([' ', a[i++]]);
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) {
      lines.push(['-', a[i++]]);
    } else {
      lines.push(['+', b[j++]]);
    }
  }
  return lines;
}

const CLASS = { '-': 'gone', '+': 'come', ' ': 'same' };

export const Diff = ({ before, after }) => h('pre', { class: 'diff', tabindex: '0', role: 'region', 'aria-label': t('contents.difference') },
  diff(before, after).map(([sign, line], i) => h('span', { key: i, class: CLASS[sign] }, sign + ' ' + line + '\n')));
Diff.props = ['before', 'after'];
