-- Does something with one case.
--
-- ARGV     what, day, number, who, unit of who or '*' (and more, as in case.lua), token or '', lease (ms), clocks, then what the act needs
-- returns  {'ok', told, undoable until (ms)}; {'none'}; {'lost' | 'held' | 'state' | 'late', state, holder or '', lease until or 0}
-- cost     about 30 commands, whatever there is

local what, day, who, viewer, token = ARGV[1], ARGV[2], ARGV[4], ARGV[5], ARGV[6]
local lease, clocks, A = tonumber(ARGV[7]), clocksOf(ARGV[8]), {unpack(ARGV, 9)}
local UNDO = 10000
local KEPT = {'q', 'i', 'dr', 'v', 'vd', 'vc', 'vv', 'vs', 'vl', 'vb', 'va', 'z', 'st'}

local c = loadCase(ARGV[3])
-- Who did the latest act sees the case as long as it can be asked for again or undone.
if not c or not (sees(viewer, who, c) or (token ~= '' and c.ut == token and c.ub == who)) then
  return {'none'}
end

local function refused(how)
  return {how, c.s, c.h or '', c.l or 0}
end

local function done()
  save(c)
  return {'ok', told(c), c.uu or 0}
end

if c.s == LEASED and c.l <= NOW_MS then
  endLease(c, 'expired', '', 0, c.h)
  save(c)
end
local mine = c.s == LEASED and c.t == token and c.h == who

-- Remembers what an act changes, so that its token can take it back; counted is what it adds to the day's numbers.
local function remember(act, counted)
  local old = {}
  for i, value in ipairs(call('HMGET', c.key, unpack(KEPT))) do
    if value then
      old[KEPT[i]] = value
    end
  end
  put(c, 'ua', cmsgpack.pack({old = old, counted = counted, day = day}))
  put(c, 'ut', token)
  put(c, 'ub', who)
  put(c, 'uu', NOW_MS + UNDO)
  put(c, 'us', act)
  for field, n in pairs(counted) do
    daily(c, day, field, n)
  end
end

local function release()
  leave(c)
  for _, field in ipairs({'h', 't', 'l', 'as'}) do
    put(c, field, nil)
  end
end

local function close()
  put(c, 'cl', NOW_MS)
  enter(c, DONE, NOW_MS)
  setClocks(c)
  occupy(c, false)
  credit(who, day, 'd', 1)
end

local function noted(note)
  if note ~= '' then
    entry(c, 'noted', who, 2, note)
  end
end

local function putOff(until_)
  put(c, 'z', until_)
  rank(c, 1, until_)
  enter(c, SNOOZED, until_)
end

-- A: code, version, fen saved, fen lost, encrypted note and fields, what it does, ms it is put off, station, the encrypted
-- note for the timeline or ''
local function decide(act)
  local counted = {['d:' .. A[1]] = 1, sv = tonumber(A[3]), ls = tonumber(A[4])}
  if A[6] == 'close' then
    counted.c = 1
  elseif A[6] == 'escalate' then
    counted.e = 1
  end
  remember(act, counted)
  for i, field in ipairs({'vc', 'vv', 'vs', 'vl', 'v'}) do
    put(c, field, A[i])
  end
  put(c, 'vb', who)
  put(c, 'va', NOW_MS)
  put(c, 'vd', day)
  put(c, 'dr', nil)
  release()
  if A[6] == 'close' then
    entry(c, 'closed', who, 0, A[1])
    close()
  elseif A[6] == 'requeue' then
    entry(c, 'requeued', who, 0, A[1])
    putOff(NOW_MS + tonumber(A[7]))
  else
    put(c, 'st', A[8])
    enter(c, ESCALATED, NOW_MS)
    entry(c, 'escalated', who, 0, A[8])
  end
  noted(A[9])
end

local acts = {}

function acts.claim()
  if c.s == DONE then
    return refused('state')
  elseif c.s == LEASED and c.h ~= who then
    return refused('held')
  elseif c.s == LEASED and not c.as then
    leave(c)
    begin(c, who, token, lease)
  else
    -- Also one that was given to whoever takes it up now.
    take(c, who, token, lease, day)
  end
  return done()
end

function acts.heartbeat()
  c.l = NOW_MS + lease
  call('ZADD', P .. 'kl', decimal(c.l), c.n)
  call('HSET', c.key, 'l', decimal(c.l))
  if A[1] then
    call('HSET', c.key, 'dr', A[1])
  end
  return {'ok', {}, c.l}
end

function acts.check()
  return {'ok', {}, c.l}
end

-- A: place of a warning, name of a message
function acts.texted()
  if addWarning(c, A[1]) then
    entry(c, 'texted', who, 0, A[2])
  end
  return done()
end

function acts.release()
  remember('release', {})
  release()
  enter(c, OPEN)
  entry(c, 'released', who, 0, '')
  return done()
end

function acts.snooze()
  remember('snooze', {})
  release()
  putOff(tonumber(A[1]))
  entry(c, 'snoozed', who, 0, '')
  noted(A[2])
  return done()
end

function acts.decide()
  decide('decide:' .. A[1])
  return done()
end

function acts.undo()
  local ua = call('HGET', c.key, 'ua')
  if c.ut ~= token or c.ub ~= who or not ua or c.uu < NOW_MS then
    return refused('late')
  end
  local open = c.k and casesOf(c.k) or ''
  if open ~= '' and open ~= c.n then
    return refused('late')
  end
  local was, closed = cmsgpack.unpack(ua), c.s == DONE
  leave(c)
  for _, field in ipairs(KEPT) do
    local value = was.old[field]
    put(c, field, value and (NUMBERS[field] and tonumber(value) or value) or nil)
  end
  for field, n in pairs(was.counted) do
    daily(c, was.day, field, -n)
  end
  -- Nobody asks of closed ones who covers their unit; what was counted was counted where it was.
  rehome(c)
  -- Its grade may have been raised meanwhile.
  rank(c, c.i, c.i == 1 and c.q % BAND or c.d)
  if closed then
    occupy(c, true)
    credit(who, was.day, 'd', -1)
    put(c, 'cl', nil)
  end
  for _, field in ipairs({'ut', 'ub', 'uu', 'us', 'ua'}) do
    put(c, field, nil)
  end
  begin(c, who, token, lease)
  setClocks(c)
  entry(c, 'undone', who, 0, '')
  return done()
end

-- A: as decide
function acts.feedback()
  if c.s ~= ESCALATED then
    return refused('state')
  end
  for i, field in ipairs({'vc', 'vv', 'vs', 'vl', 'v'}) do
    put(c, field, A[i])
  end
  put(c, 'vb', who)
  put(c, 'va', NOW_MS)
  put(c, 'vd', day)
  daily(c, day, 'd:' .. A[1], 1)
  daily(c, day, 'sv', tonumber(A[3]))
  daily(c, day, 'ls', tonumber(A[4]))
  leave(c)
  entry(c, 'feedback', who, 0, A[1])
  if A[6] == 'close' then
    daily(c, day, 'c', 1)
    close()
  else
    put(c, 'st', nil)
    rank(c, 1, NOW_MS)
    enter(c, OPEN)
  end
  noted(A[9])
  return done()
end

-- A: to whom or '', encrypted note
function acts.reassign()
  if c.s == DONE then
    return refused('state')
  end
  leave(c)
  for _, field in ipairs({'h', 't', 'l', 'z', 'st', 'ut', 'ub', 'uu', 'us', 'ua'}) do
    put(c, field, nil)
  end
  if A[1] == '' then
    enter(c, OPEN)
  else
    put(c, 'as', 1)
    begin(c, A[1], token, lease)
  end
  entry(c, 'reassigned', who, 0, A[1])
  noted(A[2])
  return done()
end

-- What a close counted counts no more, on its own day: the next close does, so that no case counts twice.
local function uncount()
  local was = call('HMGET', c.key, 'vd', 'vc', 'vs', 'vl', 'vb')
  if not was[1] then
    -- Closed by an earlier version, which did not keep the day.
    daily(c, day, 'ro', 1)
    return
  end
  for field, n in pairs({c = 1, ['d:' .. was[2]] = 1, sv = tonumber(was[3]), ls = tonumber(was[4])}) do
    for _, unit in ipairs(c.units) do
      local key = P .. 'kd:' .. was[1] .. ':' .. unit
      if n > 0 and tonumber(call('HGET', key, field) or 0) >= n then
        call('HINCRBY', key, field, -n)
      end
    end
  end
  local key, field = P .. 'kr:' .. was[1], was[5] .. '|d'
  if tonumber(call('HGET', key, field) or 0) > 0 then
    call('HINCRBY', key, field, -1)
  end
end

-- A: encrypted note
function acts.reopen()
  if c.s ~= DONE or not c.k or casesOf(c.k) ~= '' then
    return refused('state')
  end
  leave(c)
  for _, field in ipairs({'cl', 'ut', 'ub', 'uu', 'us', 'ua'}) do
    put(c, field, nil)
  end
  rank(c, 1, NOW_MS)
  enter(c, OPEN)
  setClocks(c)
  occupy(c, true)
  uncount()
  entry(c, 'reopened', who, 0, '')
  noted(A[1])
  return done()
end

-- A: grade, encrypted note
function acts.grade()
  local grade = tonumber(A[1])
  if c.s == DONE or (token ~= '' and grade > c.g) then
    return refused('state')
  end
  if grade ~= c.g then
    entry(c, 'raised', who, 0, A[1])
    regrade(c, grade, clocks)
    noted(A[2])
  end
  return done()
end

local FREE = {claim = 1, texted = 1, undo = 1, feedback = 1, reassign = 1, reopen = 1}
local again = what == 'decide' and 'decide:' .. A[1] or what
if not FREE[what] and not (what == 'grade' and token == '') and not mine then
  -- The answer to the same act may have been lost.
  if c.s ~= LEASED and c.ut == token and c.ub == who and c.us == again then
    return {'ok', told(c), c.uu}
  end
  return refused('lost')
end
return acts[what]()
