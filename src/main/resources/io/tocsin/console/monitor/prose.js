// A text of a board: the little of Markdown that boards are written in.
import { h } from '../lib/vue.js';
import { linkOf } from './links.js';

const MARK = /\*\*(.+?)\*\*|`(.+?)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

function line(text, view) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(MARK)) {
    parts.push(text.slice(end, found.index));
    const link = found[3] && linkOf({ title: found[3], url: found[4] }, view);
    parts.push(found[1] ? h('b', found[1]) : found[2] ? h('code', found[2]) : link
      ? h('a', { href: link.href, ...(link.outside && { target: '_blank', rel: 'noopener noreferrer' }) }, found[3]) : found[3]);
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}

export const Prose = ({ panel, view }) => {
  const blocks = [];
  for (const text of ((panel.options && panel.options.content) || '').split('\n')) {
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(text);
    const title = /^#+\s+(.*)$/.exec(text);
    const last = blocks[blocks.length - 1];
    if (item && last && last.items) {
      last.items.push(item[1]);
    } else if (item) {
      blocks.push({ items: [item[1]] });
    } else if (title) {
      blocks.push({ title: title[1] });
    } else if (text.trim()) {
      blocks.push({ text });
    }
  }
  return h('div', { class: 'prose' }, blocks.map(block => (block.items ? h('ul', block.items.map(each => h('li', line(each, view))))
    : block.title ? h('h3', line(block.title, view)) : h('p', line(block.text, view)))));
};
Prose.props = ['panel', 'view'];
