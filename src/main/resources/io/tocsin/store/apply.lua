-- Applies transitions to rows that still stand as their writer believes.
--
-- ARGV     ms that events are kept, what may flag a number (1, 2, 4, 8: a warning of that grade that was tried in vain; 16: an
--          engaged call; 32: a refused one), number of groups, then
--          per group: row before, row after, lane or '', note kind or '' (+128: a text per row), carrier and fence of the note, text;
--          number of blocks, then per block: number, runs (each first index, count, group: u16), then per run of a group with a
--          text per row: the texts (u8 length and bytes each), and of one with a lane: the due times (f64 each);
--          number of slices of texts that follow, then per slice: its number, tag of the number and place (block, index) of each;
--          number of sets of message ids, then per set: carrier number, count of what follows, id, place …;
--          per attempt whose end is or was unknown: carrier number, phone key, block, index, second of its fence since 1970,
--          1 when the carrier's rule goes on without knowing it, else 0
-- returns  {positions (from 0, in the order of the runs) that were stale, joined by commas; batches with nothing open left here …}
-- cost     per block a GETRANGE, a SETRANGE and an APPEND; per message id its field; per slice of texts an APPEND; a look for kept receipts only where some are
--
-- An answer that comes after its attempt was declared of unknown end (after its deadline, or after another node took this one
-- for dead) counts as if it had come in time. A row that was flagged since its writer read it counts as unchanged, and stays
-- flagged.

local CLASS_REACHED = 1
local keepEvents, watched = tonumber(ARGV[1]), tonumber(ARGV[2])
local at = 4
local groups = {}

-- Whether the end of an attempt may flag its number: raw causes of calls, and no others, have a slash.
local function isSuspect(from, to, text)
  local cause, flag = byte(to, 2), 0
  if from ~= to and byte(from, 1) < REACHED and (cause == BUSY or cause == REJECTED) and string.find(text, '/', 1, true) then
    flag = cause == BUSY and 16 or 32
  end
  return bit.band(watched, flag) > 0
end

for g = 1, tonumber(ARGV[3]) do
  local from, to = ARGV[at], ARGV[at + 1]
  local kind = tonumber(ARGV[at + 3])
  groups[g] = {from = from, to = to, old = byte(from, 1), new = byte(to, 1), lane = ARGV[at + 2], kind = kind,
    texts = kind and kind >= 128, carrier = tonumber(ARGV[at + 4]), fence = tonumber(ARGV[at + 5]), text = ARGV[at + 6],
    same = from == to, flagged = byte(to, 14) % 4 >= FLAGGED and byte(from, 14) % 4 < FLAGGED,
    doubtful = byte(to, 14) % 2 == 1 and byte(to, 1) == AWAITING, suspect = isSuspect(from, to, ARGV[at + 6]),
    vain = byte(to, 1) == UNREACHED or byte(to, 1) == EXPIRED}
  at = at + 7
end

local stale, position, standings = {}, 0, {}
-- Places of attempts that others have followed, or may have.
local past = {}

-- Whether the block's batch is running, paused or cancelled.
local function standing(block)
  local st = standings[block.batch]
  if not st then
    st = call('HGET', P .. 'c:' .. block.batch, 'st') or 'r'
    standings[block.batch] = st
  end
  return st
end

-- Rows are written a stretch at a time: gaps of a few rows are cheaper rewritten than skipped.
local stretch, first, ending

local function writeStretch(block)
  if first then
    call('SETRANGE', P .. 's:' .. block.name, first, concat(stretch))
    first = nil
  end
end

local function write(block, from, n, row)
  local offset = HEADER + from * ROW
  if first and offset - ending > 256 then
    writeStretch(block)
  end
  if not first then
    stretch, first, ending = {}, offset, offset
  end
  if offset > ending then
    stretch[#stretch + 1] = sub(block.s, ending + 1, offset)
  end
  stretch[#stretch + 1] = n == 1 and row or rep(row, n)
  ending = offset + n * ROW
end

local function queue(block, from, n, group, dues, skip)
  local key, args, soonest = P .. 'z:' .. group.lane .. ':' .. block.batch, {}, nil
  local tail = ':' .. byte(group.to, 9)
  for i = 0, n - 1 do
    local due = unpackb('>d', dues, 1 + (skip + i) * 8)
    args[#args + 1] = decimal(due)
    args[#args + 1] = block.name .. ':' .. (from + i) .. tail
    if not soonest or due < soonest then
      soonest = due
    end
  end
  call('ZADD', key, unpack(args))
  call('SADD', P .. 'L:' .. block.batch, group.lane)
  if standing(block) ~= 'p' then
    enlist(group.lane, block.batch, soonest)
  end
end

-- The group's note about n rows; skip of the run's rows came before them.
local function tell(block, from, n, group, texts, skip)
  if not group.texts then
    note(block, group.kind, group.carrier, group.fence, group.text, run(from, n))
    return
  end
  local begins = 1
  for _ = 1, skip do
    begins = begins + 1 + byte(texts, begins)
  end
  local ends = begins
  for _ = 1, n do
    ends = ends + 1 + byte(texts, ends)
  end
  note(block, group.kind, group.carrier, group.fence, '', run(from, n) .. sub(texts, begins, ends - 1))
end

-- n rows from that index, all as the group says they were; no holder when nobody holds them.
local function change(block, from, n, group, holder, texts, dues, skip)
  local new, to, cancelled = group.new, group.to, false
  if group.same then
    tell(block, from, n, group, texts, skip)
    return
  end
  if new <= READY and standing(block) == 'x' then
    new, to, cancelled = CANCELLED, char(CANCELLED) .. sub(to, 2), true
  end
  write(block, from, n, sub(to, 1, 2) .. block.at .. (new == IN_FLIGHT and sub(to, 7, 14) .. holder or sub(to, 7)))
  count(block, group.old, new, n)
  if group.old <= READY then
    awaitRun(block, from, n, -1)
  end
  if group.flagged then
    countFlagged(block, n)
  end
  if holder and group.old == IN_FLIGHT and new ~= IN_FLIGHT then
    hold(decimal(unpackb('>H', holder)), block, -n)
  end
  if new <= READY then
    awaitRun(block, from, n, 1)
    queue(block, from, n, group, dues, skip)
  elseif new >= REACHED and group.old < REACHED then
    announceRun(block, from, n)
  end
  block.doubtful = block.doubtful or group.doubtful
  if cancelled then
    note(block, 11, 0, 0, '', run(from, n))
  elseif group.kind then
    tell(block, from, n, group, texts, skip)
  end
  if not cancelled and (group.suspect or (group.vain and bit.band(watched, bit.lshift(1, block.grade)) > 0)) then
    local prefix = sub(pack('>I8', tonumber(block.name)), 4)
    for i = from, from + n - 1 do
      suspect(prefix .. pack('>H', i))
    end
  end
end

-- Whether a row is already what it was to become: the answer to an earlier call was lost.
local function isDone(row, group)
  return not group.same and sub(row, 1, 2) == sub(group.to, 1, 2) and sub(row, 7) == sub(group.to, 7)
end

-- The group for an answer to an attempt that was declared of unknown end; nil when the row is something else. A message that was
-- accepted and waits to be sent again is not sent again.
local function belated(row, group)
  local flags = byte(row, 14)
  if not group or group.old ~= IN_FLIGHT or byte(group.to, 14) % 2 == 1 or sub(row, 7, 8) ~= sub(group.from, 7, 8) then
    return nil
  end
  local unknown = byte(row, 1) == AWAITING and flags % 2 == 1
  local again = byte(row, 1) <= READY and byte(row, 2) == UNKNOWN_END and sub(row, 9, 9) == sub(group.from, 9, 9)
  if not unknown and not (again and group.new == AWAITING) then
    return nil
  end
  local late = {}
  for k, v in pairs(group) do
    late[k] = v
  end
  late.old = byte(row, 1)
  late.flagged = group.flagged and flags % 4 < FLAGGED
  late.to = sub(group.to, 1, 13) .. char(bit.bor(byte(group.to, 14), bit.band(flags, FLAGGED))) ..
      (group.new == AWAITING and sub(row, 15, 16) or sub(group.to, 15, 16))
  return late
end

-- The group for rows that were flagged after their writer read them: the flag stays. It is a person's now, so that what the writer
-- would have tried again, gone on with or given up is reached, as if its dialog had said so; all else is as it says.
local function flaggedForm(group)
  if not group.marked then
    local marked = {}
    for k, v in pairs(group) do
      marked[k] = v
    end
    for _, row in ipairs({'from', 'to'}) do
      local flags = byte(group[row], 14)
      marked[row] = sub(group[row], 1, 13) .. char(flags % 4 < FLAGGED and flags + FLAGGED or flags) .. sub(group[row], 15)
    end
    marked.flagged = false
    if not group.same and (group.new <= READY or group.doubtful or group.new == UNREACHED or group.new == EXPIRED) then
      -- Neither of unknown end nor to be confirmed.
      local flags = byte(marked.to, 14)
      flags = flags - flags % 8 + FLAGGED
      marked.new, marked.lane, marked.doubtful, marked.suspect, marked.vain = REACHED, '', false, false, false
      marked.to = char(REACHED, CLASS_REACHED) .. sub(marked.to, 3, 13) .. char(flags) .. string.char(0, 0)
    end
    group.marked = marked
  end
  return group.marked
end

local function changeRun(name, block, from, n, group, texts, dues)
  local now = block and sub(block.s, HEADER + 1 + from * ROW, HEADER + (from + n) * ROW) or ''
  local expected, holder = group.from, sub(now, 15, 16)
  if group.old == IN_FLIGHT then
    expected = sub(expected, 1, 14) .. holder
  end
  if now == (n == 1 and expected or rep(expected, n)) then
    change(block, from, n, group, holder, texts, dues, 0)
    return
  end
  local i = 0
  while i < n do
    local row = sub(now, 1 + i * ROW, (i + 1) * ROW)
    local j = i + 1
    local group = group
    if #row == ROW and byte(row, 14) % 4 >= FLAGGED and byte(group.from, 14) % 4 < FLAGGED then
      group = flaggedForm(group)
    end
    expected = group.from
    if group.old == IN_FLIGHT then
      holder = sub(row, 15, 16)
      expected = sub(expected, 1, 14) .. holder
    end
    if row == expected then
      while j < n and sub(now, 1 + j * ROW, (j + 1) * ROW) == row do
        j = j + 1
      end
      change(block, from + i, j - i, group, holder, texts, dues, i)
    elseif not isDone(row, group) then
      local late = #row == ROW and belated(row, group)
      if late then
        change(block, from + i, 1, late, nil, texts, dues, i)
        past[pack('>I5H', tonumber(name), from + i)] = true
      else
        stale[#stale + 1] = position + i
        past[pack('>I5H', tonumber(name), from + i)] = true
      end
    end
    i = j
  end
end

local blocks = tonumber(ARGV[at])
at = at + 1
for _ = 1, blocks do
  local name, runs = ARGV[at], ARGV[at + 1]
  local block = open(name)
  at = at + 2
  for r = 1, #runs, 6 do
    local from, n, g = unpackb('>HHH', runs, r)
    local group = groups[g + 1]
    local texts, dues
    if group.texts then
      texts = ARGV[at]
      at = at + 1
    end
    if group.lane ~= '' then
      dues = ARGV[at]
      at = at + 1
    end
    changeRun(name, block, from, n, group, texts, dues)
    position = position + n
  end
  if block then
    writeStretch(block)
    writeNotes(block)
    if block.doubtful then
      call('ZADD', P .. 'x', 'LT', decimal(NOW_MS), block.name)
    end
  end
end

-- Receipts that were kept under ids that are known now.
local function bindIds(carrier, first, n)
  local key = P .. 'g:' .. carrier
  if call('EXISTS', key) == 0 then
    return
  end
  local fields = {}
  for i = first, first + n - 1, 2 do
    fields[#fields + 1] = 'i' .. ARGV[i]
  end
  for k, record in ipairs(call('HMGET', key, unpack(fields))) do
    if record then
      local i = first + 2 * (k - 1)
      bindKept(carrier, ARGV[i], record, ARGV[i + 1])
    end
  end
end

-- An attempt's end became unknown, or known, or the carrier's rule went on without it.
local function doubt(carrier, phone, block, index, second, on)
  local key, place = P .. 'a:' .. carrier, pack('>I5H', tonumber(block), index)
  local row = call('GETRANGE', P .. 's:' .. block, HEADER + index * ROW, HEADER + ROW - 1 + index * ROW)
  if #row < ROW then
    return
  end
  local kept, old, fence = {}, call('HGET', key, phone) or '', sub(row, 7, 8)
  -- More than 16 to one number can never be told apart.
  for e = math.max(1, #old - 15 * ENTRY + 1), #old, ENTRY do
    local entry = sub(old, e, e + ENTRY - 1)
    if sub(entry, 1, 9) == place .. fence then
      second = unpackb('>I4', entry, 10)
    else
      kept[#kept + 1] = entry
    end
  end
  local unknown = byte(row, 1) == AWAITING and byte(row, 14) % 2 == 1
  if byte(row, 13) == carrier and (unknown or (on and byte(row, 1) <= READY and byte(row, 2) == UNKNOWN_END)) then
    kept[#kept + 1] = place .. fence .. pack('>I4', second) .. char(on and 1 or 0)
    -- Those that another way settled are found by chance, so that they do not add up.
    for _, other in ipairs(call('HRANDFIELD', key, 2)) do
      if other ~= phone then
        doubtsOf(key, other)
      end
    end
  end
  if kept[1] then
    call('HSET', key, phone, concat(kept))
  else
    call('HDEL', key, phone)
  end
  if unknown then
    local receipts = P .. 'g:' .. carrier
    for _, id in ipairs(keptOf(receipts, phone)) do
      local record = call('HGET', receipts, 'i' .. id)
      if record then
        appoint(carrier, phone, (unpackb('>I4', record, 17)), second)
      end
    end
  end
end

-- Whom the latest text of a number was about, for replies to it; kept for three days. An answer that comes late is about an
-- attempt that may have been followed by another: it stands only where there is nothing.
local DAY = floor(NOW / 86400)
local logs = {}

local function isTexted(slice, tag)
  for day = DAY, DAY - 1, -1 do
    local key = textLog(day, slice)
    logs[key] = logs[key] or call('GETRANGE', key, 0, -1)
    if latestText(logs[key], tag) then return true end
  end
  return false
end

local function withoutPast(slice, texts)
  local kept = {}
  for e = 1, #texts, TEXT do
    if not past[sub(texts, e + TAG, e + TEXT - 1)] or not isTexted(slice, sub(texts, e, e + TAG - 1)) then
      kept[#kept + 1] = sub(texts, e, e + TEXT - 1)
    end
  end
  return concat(kept)
end

local slices = tonumber(ARGV[at])
at = at + 1
for i = at, at + 2 * slices - 1, 2 do
  local key, texts = textLog(DAY, ARGV[i]), next(past) and withoutPast(ARGV[i], ARGV[i + 1]) or ARGV[i + 1]
  if texts ~= '' and call('APPEND', key, texts) == #texts then
    call('EXPIRE', key, 345600)
  end
end
at = at + 2 * slices

-- Also for stale rows: that the carrier gave the message this id stays true, and its receipt may still decide.
local sets = tonumber(ARGV[at])
at = at + 1
for _ = 1, sets do
  local key, n = P .. 'm:' .. ARGV[at] .. ':' .. floor(NOW / 14400), tonumber(ARGV[at + 1])
  if call('EXISTS', key) == 0 then
    call('HSET', key, '', rep('-', 65))
    call('EXPIRE', key, 288000)
  end
  call('HSET', key, unpack(ARGV, at + 2, at + 1 + n))
  bindIds(tonumber(ARGV[at]), at + 2, n)
  at = at + 2 + n
end

for i = at, #ARGV, 6 do
  doubt(tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4]), ARGV[i + 5] == '1')
end

local done = finish(keepEvents)
table.insert(done, 1, concat(stale, ','))
return done
