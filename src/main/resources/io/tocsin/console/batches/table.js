// Lists as people have them: CSV in UTF-8 or GB18030, workbooks, lines of JSON; columns recognised, written anew as CSV.

/** The text of a file, whichever of the two encodings it has. */
export async function decode(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Rows of cells; an empty line is a row of one empty cell, so that row numbers stay. */
export function parse(text) {
  const separator = (text.split('\n', 1)[0].match(/\t/g) || []).length > 1 ? '\t' : ',';
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') {
        cell += c;
      } else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else {
        quoted = false;
      }
    } else if (c === '"' && cell === '') {
      quoted = true;
    } else if (c === separator) {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else {
      cell += c;
    }
  }
  if (cell !== '' || row.length) {
    row.push(cell);
    rows.push(row);
  }
  return rows;
}

/**
 * Lines of JSON as a table: a column for every field there is, those of `vars` among them. What is no object is a row of
 * nothing, so that row numbers stay, and is told in `bad`.
 */
export function ndjson(text) {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  if (lines.at(-1).trim() === '') {
    lines.pop();
  }
  const columns = new Map();
  const bad = [];
  const rows = lines.map((line, index) => {
    const row = [];
    const put = (name, value) => {
      if (!columns.has(name)) {
        columns.set(name, columns.size);
      }
      row[columns.get(name)] = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    };
    let object = null;
    try {
      object = line.trim() === '' ? {} : JSON.parse(line);
    } catch {
      // told below
    }
    if (object === null || typeof object !== 'object' || Array.isArray(object)) {
      bad.push({ index, text: line });
      return row;
    }
    Object.entries(object).forEach(([name, value]) => (name === 'vars' && value && typeof value === 'object'
      ? Object.entries(value).forEach(each => put(...each)) : put(name, value)));
    return row;
  });
  return { header: [...columns.keys()], rows: rows.map(row => Array.from({ length: columns.size }, (_, i) => row[i] || '')), bad };
}

const KNOWN = [
  ['ref', /^(ref|编号|序号|id)$/i], ['phone', /^(phone|手机号?码?|电话号?码?|联系电话|号码)$/i], ['grade', /^(grade|等级|预警等级|风险等级)$/i],
  ['fraudType', /^(fraudtype|诈骗类型|类型|案件类型)$/i], ['name', /^(name|姓名)$/i], ['unit', /^(unit|辖区|单位)$/i], ['playbook', /^(playbook|预案|策略)$/i],
  ['notBefore', /^(notbefore|最早开始|开始时间)$/i], ['expiresAt', /^(expiresat|过期时间|截止时间)$/i]
];

/** What each column means: one of KNOWN, `=` for a variable of its own name, or nothing. */
export function guess(header) {
  const taken = new Set();
  return header.map(title => {
    const found = KNOWN.find(([name, pattern]) => !taken.has(name) && pattern.test(title.trim().replace(/^\ufeff/, '')));
    if (found) {
      taken.add(found[0]);
      return found[0];
    }
    return title.trim() ? '=' : '';
  });
}

const quote = text => (/[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);

/** The rows with the columns as they are meant; rows without a reference of their own get `made-17`. */
export function build(header, rows, meaning, made) {
  const kept = meaning.map((m, i) => [m === '=' ? header[i].trim() : m, i]).filter(([name]) => name);
  const auto = !meaning.includes('ref');
  const titles = (auto ? ['ref'] : []).concat(kept.map(([name]) => name));
  const lines = rows.map((row, n) => (row.every(cell => cell.trim() === '') ? ''
    : (auto ? [made + '-' + (n + 2)] : []).concat(kept.map(([, i]) => (row[i] || '').trim())).map(quote).join(',')));
  return titles.map(quote).join(',') + '\r\n' + lines.join('\r\n') + '\r\n';
}

/** What can be seen before anything is sent: {rows, blank, noPhone, oddPhone, again}. */
export function look(rows, meaning) {
  const phone = meaning.indexOf('phone');
  const ref = meaning.indexOf('ref');
  const seen = new Set();
  const found = { rows: 0, blank: 0, noPhone: 0, oddPhone: 0, again: 0 };
  for (const row of rows) {
    if (row.every(cell => cell.trim() === '')) {
      found.blank++;
      continue;
    }
    found.rows++;
    const digits = (row[phone] || '').replace(/[\s\-+()（）]/g, '');
    if (!digits) {
      found.noPhone++;
    } else if (!/^(86)?(1\d{10}|0?\d{9,11})$/.test(digits)) {
      found.oddPhone++;
    }
    if (ref >= 0) {
      found.again += seen.has(row[ref]) ? 1 : 0;
      seen.add(row[ref]);
    }
  }
  return found;
}
