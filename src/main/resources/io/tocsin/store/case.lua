-- What the scripts about cases share; put behind prelude.lua and in front of each of them.
--
-- A case is the hash k:N; docs/store.md lists its fields. Where it stands is told three times, always in one script: its field
-- s, the queue or set it is in, and the counters of its units. `leave` and `enter` keep them together.

local SETS = {[LEASED] = 'kl', [SNOOZED] = 'kw', [ESCALATED] = 'ke', [DONE] = 'kz'}
-- Scores of a queue: grade, then cases nobody has put off, then by time; so one grade and kind is a band.
local BAND = 10000000000000
-- A clock warns when four fifths of its time are over, and calls the supervisor half of it after its end.
local WARN, ALERT = 0.8, 0.5
local MOST_REASONS, MOST_WARNINGS, MOST_EARLIER, MOST_ENTRIES, MOST_CHANGES = 8, 16, 50, 1000, 1000
local KEEP_DAYS = 70000000
local FIELDS = {'s', 'g', 'u', 'y', 'q', 'i', 'h', 't', 'l', 'as', 'k', 'o', 'd', 'c', 'bt', 'bc', 'a', 'x', 'ft', 'ut', 'ub', 'uu', 'us'}
local NUMBERS = {s = 1, g = 1, q = 1, i = 1, l = 1, o = 1, d = 1, c = 1, bt = 1, bc = 1, a = 1, x = 1, ft = 1, uu = 1}

-- The case of that number; nil when there is none.
local function loadCase(n)
  local c = {n = n, key = P .. 'k:' .. n, set = {}, del = {}}
  for i, value in ipairs(call('HMGET', P .. 'k:' .. n, unpack(FIELDS))) do
    local field = FIELDS[i]
    c[field] = value and (NUMBERS[field] and tonumber(value) or value) or nil
  end
  if not c.s then
    return nil
  end
  c.u = c.u or ''
  c.units = unitsOf(c.u, c.y)
  return c
end

-- Sets a field, or, with nil, removes it; written by save.
local function put(c, field, value)
  c[field] = value
  if value == nil then
    c.set[field] = nil
    c.del[field] = true
  else
    c.del[field] = nil
    c.set[field] = type(value) == 'number' and decimal(value) or value
  end
end

local function tally(c, field, n)
  for _, unit in ipairs(c.units) do
    call('HINCRBY', P .. 'kc:' .. unit, field, n)
  end
end

-- Adds to the numbers of a day.
local function daily(c, day, field, n)
  if n == 0 then
    return
  end
  for _, unit in ipairs(c.units) do
    local key = P .. 'kd:' .. day .. ':' .. unit
    if call('HINCRBY', key, field, n) == n then
      call('EXPIRE', key, KEEP_DAYS)
    end
  end
end

-- Adds to what a reviewer did on a day.
local function credit(who, day, field, n)
  local key = P .. 'kr:' .. day
  call('HINCRBY', key, who .. '|' .. field, n)
  call('EXPIRE', key, 3456000)
end

-- Counts the case where it stands, or, with -1, no longer.
local function weigh(c, sign)
  tally(c, c.s .. c.g, sign)
  if c.s ~= DONE then
    if (c.bt or 0) >= 2 then
      tally(c, 'bt' .. c.g, sign)
    end
    if (c.bc or 0) >= 2 then
      tally(c, 'bc' .. c.g, sign)
    end
  end
end

-- How many cases whoever holds this one holds.
local function hold(c, n)
  if call('HINCRBY', P .. 'kn', c.h, n) <= 0 then
    call('HDEL', P .. 'kn', c.h)
  end
end

local function leave(c)
  weigh(c, -1)
  if c.s == LEASED then
    hold(c, -1)
  end
  if c.s == OPEN then
    for _, unit in ipairs(c.units) do
      call('ZREM', P .. 'kq:' .. unit, c.n)
    end
  else
    call('ZREM', P .. SETS[c.s], c.n)
  end
end

-- Whether somebody covers the case's unit may have changed; only for one that stands nowhere.
local function rehome(c)
  local stray = strayOf(c.u)
  if stray == c.y then
    return
  end
  for unit, sign in pairs({[c.y or ''] = -1, [stray or ''] = 1}) do
    if unit ~= '' then
      call('HINCRBY', P .. 'kc:' .. '?', 'f', sign)
    end
    if unit == '%' then
      call('HINCRBY', P .. 'kc:' .. '%', 'f', sign)
    end
  end
  put(c, 'y', stray)
  c.units = unitsOf(c.u, stray)
end

-- The case stands there from now on; the time orders it among others, and is not needed for the queue.
local function enter(c, state, time)
  if state == OPEN then
    rehome(c)
  end
  put(c, 's', state)
  -- The clock of the first touch is over with it, however late that was: what ran out counts until then. Versions before this one
  -- kept the stage, and counted it until the case was done.
  if c.ft and c.bt then
    put(c, 'bt', nil)
  end
  if state == OPEN then
    for _, unit in ipairs(c.units) do
      call('ZADD', P .. 'kq:' .. unit, decimal(c.q), c.n)
    end
  else
    call('ZADD', P .. SETS[state], decimal(time), c.n)
  end
  if state == LEASED then
    hold(c, 1)
  end
  weigh(c, 1)
end

-- Where the case stands in the queue: put off before, or not, by that time.
local function rank(c, putOff, time)
  put(c, 'i', putOff)
  put(c, 'q', (c.g * 2 + putOff) * BAND + time)
end

-- When the clock's next stage comes: 0 nothing was told, 1 warned, 2 ran out, 3 the supervisor was called.
local function setClock(c, which, due, stage)
  if stage > 2 or (which == 't' and c.ft) then
    call('ZREM', P .. 'kt', which .. c.n)
    return
  end
  local length = due - c.o
  local at = stage == 0 and c.o + floor(length * WARN) or stage == 1 and due or due + floor(length * ALERT)
  call('ZADD', P .. 'kt', decimal(at), which .. c.n)
end

local function setClocks(c)
  if c.s == DONE then
    call('ZREM', P .. 'kt', 't' .. c.n, 'c' .. c.n)
  else
    setClock(c, 't', c.d, c.bt or 0)
    setClock(c, 'c', c.c, c.bc or 0)
  end
end

-- A line of what happened. The text is plain (0), or encrypted under the number (1) or the case (2).
local function entry(c, kind, by, how, text)
  local key = P .. 'kh:' .. c.n
  if call('RPUSH', key, concat({char(#kind), kind, pack('>I8', NOW_MS), char(#by), by, char(how), text})) > MOST_ENTRIES then
    call('LTRIM', key, -MOST_ENTRIES, -1)
  end
end

local function save(c)
  local set, del = {}, {}
  for field, value in pairs(c.set) do
    set[#set + 1] = field
    set[#set + 1] = value
  end
  for field in pairs(c.del) do
    del[#del + 1] = field
  end
  if set[1] then
    call('HSET', c.key, unpack(set))
  end
  if del[1] then
    call('HDEL', c.key, unpack(del))
  end
  c.set, c.del = {}, {}
  call('XADD', P .. 'ks', 'MAXLEN', '~', MOST_CHANGES, '*', 'n', c.n, 's', c.s, 'g', c.g, 'u', c.u, 'y', c.y or '', 'h', c.h or '')
end

-- Everything about the case, as its reader takes it.
local function told(c)
  return {c.n, call('HGETALL', c.key), call('LRANGE', P .. 'kh:' .. c.n, -200, -1),
    c.k and call('HGET', P .. 'kp', c.k) or ''}
end

-- The number's cases: which is not done ('' for none), and the earlier ones, 5 bytes each, newest last.
local function casesOf(phone)
  local packed = call('HGET', P .. 'kp', phone) or ''
  local open = #packed >= 5 and unpackb('>I5', packed) or 0
  return open > 0 and decimal(open) or '', sub(packed, 6)
end

local function setCases(phone, open, earlier)
  if open == '' and earlier == '' then
    call('HDEL', P .. 'kp', phone)
  else
    call('HSET', P .. 'kp', phone, pack('>I5', tonumber(open == '' and '0' or open)) .. earlier)
  end
end

-- The case is, or with false is no longer, the number's open one.
local function occupy(c, on)
  local open, earlier = casesOf(c.k)
  local packed = pack('>I5', tonumber(c.n))
  if on then
    local kept = {}
    for i = 1, #earlier, 5 do
      if sub(earlier, i, i + 4) ~= packed then
        kept[#kept + 1] = sub(earlier, i, i + 4)
      end
    end
    setCases(c.k, c.n, concat(kept))
  else
    setCases(c.k, open == c.n and '' or open, sub(earlier .. packed, -5 * MOST_EARLIER))
  end
end

-- The lease is over: the case goes back to where it stood.
local function endLease(c, kind, by, how, text)
  leave(c)
  for _, field in ipairs({'h', 't', 'l', 'as'}) do
    put(c, field, nil)
  end
  enter(c, OPEN)
  entry(c, kind, by, how, text)
end

local function begin(c, who, token, lease)
  put(c, 'h', who)
  put(c, 't', token)
  put(c, 'l', NOW_MS + lease)
  enter(c, LEASED, c.l)
end

-- Somebody takes the case up.
local function take(c, who, token, lease, day)
  leave(c)
  if not c.ft then
    put(c, 'ft', NOW_MS)
    call('ZREM', P .. 'kt', 't' .. c.n)
    daily(c, day, 't', 1)
    -- Buckets grow by a tenth.
    credit(who, day, 'm' .. floor(math.log(1 + math.max(0, NOW_MS - c.o) / 1000) / math.log(1.1)), 1)
  end
  put(c, 'x', (c.x or 0) + 1)
  for _, field in ipairs({'z', 'st', 'as', 'ut', 'ub', 'uu', 'us', 'ua'}) do
    put(c, field, nil)
  end
  begin(c, who, token, lease)
  entry(c, 'claimed', who, 0, '')
end

-- Whether a list of packed things (u16 length each) has that one, and how many it has.
local function has(list, one)
  local at, n = 1, 0
  while at <= #list do
    local length = unpackb('>H', list, at)
    if sub(list, at + 2, at + 1 + length) == one then
      return true, n
    end
    at, n = at + 2 + length, n + 1
  end
  return false, n
end

local function loadReasons(c)
  if not c.told then
    c.told = call('HMGET', c.key, 'r', 'rt', 'w')
    c.r, c.rt, c.w = c.told[1] or '', c.told[2] or '', c.told[3] or ''
  end
end

-- Adds a warning (7 bytes, or '') to those of the case while there is room; false when it is there already.
local function addWarning(c, place)
  loadReasons(c)
  for i = 1, #c.w, 7 do
    if sub(c.w, i, i + 6) == place then
      return false
    end
  end
  if #c.w < 7 * MOST_WARNINGS then
    put(c, 'w', c.w .. place)
  end
  return true
end

-- Adds a reason and when it was (ms), and the warning it came from (7 bytes, or '').
local function addReason(c, reason, at, place)
  loadReasons(c)
  local known, n = has(c.r, reason)
  if not known and n < MOST_REASONS then
    put(c, 'r', c.r .. pack('>H', #reason) .. reason)
    put(c, 'rt', c.rt .. pack('>I8', at))
  end
  addWarning(c, place)
end

-- The case's grade becomes another one, with that grade's clocks, counted from its opening; a clock never gets more time.
local function regrade(c, grade, clocks)
  local time = c.s ~= OPEN and tonumber(call('ZSCORE', P .. SETS[c.s], c.n))
  leave(c)
  put(c, 'g', grade)
  put(c, 'd', math.min(c.d, c.o + clocks[grade * 2 + 1]))
  put(c, 'c', math.min(c.c, c.o + clocks[grade * 2 + 2]))
  rank(c, c.i, c.i == 1 and c.q % BAND or c.d)
  enter(c, c.s, time)
  setClocks(c)
end

-- Milliseconds of the grades' clocks, first touch and close in turn, as text with commas.
local function clocksOf(text)
  local clocks = {}
  for ms in string.gmatch(text, '%d+') do
    clocks[#clocks + 1] = tonumber(ms)
  end
  return clocks
end

-- Opens a case of a number, or joins its open one. f: phone, sealed, grade, fraud, unit, reason, at, place, count, by, how, note.
local function flagCase(f, clocks, day)
  local n, earlier = casesOf(f.phone)
  local c = n ~= '' and loadCase(n) or nil
  if c then
    put(c, 'a', (c.a or 0) + f.count)
    addReason(c, f.reason, f.at, f.place)
    entry(c, 'joined', f.by, f.how, f.note)
    daily(c, day, 'j', 1)
    if f.grade < c.g then
      entry(c, 'raised', f.by, 0, decimal(f.grade))
      regrade(c, f.grade, clocks)
    end
    save(c)
    return c, false
  end
  n = decimal(call('INCR', P .. 'k'))
  local unit = knownUnit(f.unit)
  local stray = strayOf(unit)
  c = {n = n, key = P .. 'k:' .. n, set = {}, del = {}, units = unitsOf(unit, stray)}
  put(c, 'g', f.grade)
  put(c, 'u', unit)
  if stray then
    put(c, 'y', stray)
  end
  put(c, 'k', f.phone)
  put(c, 'e', f.sealed)
  put(c, 'f', f.fraud)
  put(c, 'o', math.min(f.at, NOW_MS))
  put(c, 'a', f.count)
  put(c, 'd', c.o + clocks[f.grade * 2 + 1])
  put(c, 'c', c.o + clocks[f.grade * 2 + 2])
  rank(c, 0, c.d)
  addReason(c, f.reason, f.at, f.place)
  enter(c, OPEN)
  setClocks(c)
  tally(c, 'f', 1)
  daily(c, day, 'o', 1)
  setCases(f.phone, n, earlier)
  entry(c, 'opened', f.by, f.how, f.note)
  save(c)
  return c, true
end
