// The pages, who sees them, and where their modules are: loaded when they are first shown.
import { has } from './state.js';

const ALL = [
  { id: 'review', roles: ['reviewer', 'supervisor'], load: () => import('../review/page.js') },
  { id: 'stops', roles: ['submitter', 'duty'], load: () => import('../admin/stops.js') }
];

export function pages() {
  return ALL.filter(page => has(...page.roles));
}

/** The page of that name, else the first one that this person may see. */
export function pageOf(id) {
  const own = pages();
  return own.find(page => page.id === id) || own[0];
}
