// The pages, who sees them, and where their modules are: loaded when they are first shown.
import { has } from './state.js';

const ALL = [
  { id: 'review', roles: ['reviewer', 'supervisor'], load: () => import('../review/page.js') },
  { id: 'lead', roles: ['supervisor'], load: () => import('../lead/page.js') },
  { id: 'duty', roles: ['duty'], load: () => import('../duty/page.js') },
  { id: 'monitor', roles: ['duty', 'supervisor'], load: () => import('../monitor/page.js') },
  { id: 'batches', roles: ['submitter', 'supervisor', 'duty'], load: () => import('../batches/page.js') },
  { id: 'stops', roles: ['submitter', 'duty'], load: () => import('../admin/stops.js') },
  { id: 'users', roles: ['system-admin', 'security-admin'], load: () => import('../admin/users.js') },
  { id: 'keys', roles: ['system-admin', 'security-admin'], load: () => import('../admin/keys.js') },
  { id: 'contents', roles: ['system-admin', 'security-admin'], load: () => import('../admin/contents.js') },
  { id: 'audit', roles: ['audit-admin'], load: () => import('../admin/audit.js') }
];

export function pages() {
  return ALL.filter(page => has(...page.roles));
}

/** The page of that name, else the first one that this person may see. */
export function pageOf(id) {
  const own = pages();
  return own.find(page => page.id === id) || own[0];
}
