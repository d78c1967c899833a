// A chosen file as a table: { header, rows, bad, first }. A workbook is unpacked by the gateway, which keeps nothing of it.
import { upload } from '../app/api.js';
import { t } from '../app/i18n.js';
import { decode, ndjson, parse } from './table.js';

const MIB = 1048576;
const LARGEST = { xlsx: 32 * MIB, other: 64 * MIB };
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const ACCEPTED = '.csv,.txt,.tsv,.xlsx,.ndjson,.jsonl,text/csv';

/** @throws Error with words for the person, or a Problem */
export async function open(file, told) {
  const kind = (/\.([^.]*)$/.exec(file.name) || ['', ''])[1].toLowerCase();
  const most = LARGEST[kind] || LARGEST.other;
  if (file.size > most) {
    throw new Error(t('upload.tooLarge', { most: most / MIB }));
  }
  if (kind === 'xls') {
    throw new Error(t('upload.xls'));
  }
  const table = kind === 'ndjson' || kind === 'jsonl' ? { ...ndjson(await decode(file)), first: 1 }
    : split(parse(kind === 'xlsx' ? await upload('/v1/batches/table', file, { 'Content-Type': WORKBOOK }, told, true) : await decode(file)));
  if (!table.rows.length || !table.header.length) {
    throw new Error(t('upload.empty'));
  }
  return table;
}

const split = ([header, ...rows]) => ({ header: header || [], rows, bad: [], first: 2 });
