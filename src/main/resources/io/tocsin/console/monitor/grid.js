// A board's panels where the board has them, in sections that can be folded.
import { h, reactive } from '../lib/vue.js';
import { Panel } from './panel.js';

/** The panels under their rows: [{title, folded, panels}], the first without a title where panels come before any row. */
export function sections(board) {
  const all = [{ title: '', folded: false, panels: [] }];
  for (const panel of [...board.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x)) {
    if (panel.type === 'row') {
      all.push({ title: panel.title, folded: Boolean(panel.collapsed), panels: [...(panel.panels || [])] });
    } else {
      all[all.length - 1].panels.push(panel);
    }
  }
  return all.filter(section => section.title || section.panels.length);
}

const place = (panel, top) => ({
  gridColumn: (panel.gridPos.x + 1) + ' / span ' + panel.gridPos.w, gridRow: (panel.gridPos.y - top + 1) + ' / span ' + panel.gridPos.h
});

export const Grid = {
  props: ['board', 'view', 'tick'],
  setup(props) {
    const turned = reactive(new Set());
    return () => sections(props.board).map((section, i) => {
      const open = section.folded === turned.has(i);
      const top = Math.min(...section.panels.map(panel => panel.gridPos.y));
      return h('div', { class: 'boardsection', key: props.board.uid + i }, [
        section.title && h('h2', h('button', { class: 'quiet', 'aria-expanded': open, onClick: () => (turned.has(i) ? turned.delete(i) : turned.add(i)) },
          (open ? '▾ ' : '▸ ') + section.title)),
        open && h('div', { class: 'boardgrid' }, section.panels.map(panel => h('div', { key: panel.id, style: place(panel, top) },
          h(Panel, { panel, view: props.view, tick: props.tick }))))
      ]);
    });
  }
};
