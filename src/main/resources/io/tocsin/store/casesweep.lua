-- What time does to cases: leases end, cases that were put off come back, clocks run, personal data of old cases goes.
--
-- ARGV     day, most cases of each kind, ms after which personal data of closed cases goes
-- returns  {leases that ended, cases that came back, cases forgotten, those that cannot be read and were set aside, then of each clock's stage: clock, stage, number, grade}
-- cost     four looks at sorted sets when nothing is due, else about 20 commands a case

local day, most, keep = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local STAGES = {'warned', 'breached', 'alerted'}

local function due(key, before)
  return call('ZRANGEBYSCORE', P .. key, '-inf', decimal(before), 'LIMIT', 0, most)
end

-- One that cannot be read holds up no other: it is set aside, and told.
local aside = {}
local function each(members, key, doing)
  for _, member in ipairs(members) do
    local ok, why = pcall(doing, member)
    if not ok then
      call('ZADD', P .. 'kb', decimal(NOW_MS), key .. ' ' .. member)
      call('ZREM', P .. key, member)
      aside[#aside + 1] = key .. ' ' .. member .. ': ' .. (type(why) == 'table' and why.err or tostring(why))
    end
  end
end

local expired, woken, stages = due('kl', NOW_MS), due('kw', NOW_MS), {}
each(expired, 'kl', function(n)
  local c = loadCase(n)
  endLease(c, 'expired', '', 0, c.h)
  save(c)
end)
each(woken, 'kw', function(n)
  local c = loadCase(n)
  leave(c)
  put(c, 'z', nil)
  enter(c, OPEN)
  entry(c, 'woke', '', 0, '')
  save(c)
end)
each(due('kt', NOW_MS), 'kt', function(member)
  local which, c = sub(member, 1, 1), loadCase(sub(member, 2))
  local field = 'b' .. which
  local stage = (c[field] or 0) + 1
  if stage == 2 then
    tally(c, field .. c.g, 1)
    daily(c, day, field, 1)
  end
  put(c, field, stage)
  setClock(c, which, c[which == 't' and 'd' or 'c'], stage)
  entry(c, STAGES[stage], '', 0, which == 't' and 'first-touch' or 'close')
  save(c)
  for _, told in ipairs({which, stage, c.n, c.g}) do
    stages[#stages + 1] = told
  end
end)

-- What belongs to the person goes; the case stays, and counts.
local old = due('kz', NOW_MS - keep)
local forgotten = 0
each(old, 'kz', function(n)
  local c = loadCase(n)
  call('ZREM', P .. 'kz', n)
  if c.k then
    local open, earlier = casesOf(c.k)
    local kept, packed = {}, pack('>I5', tonumber(n))
    for i = 1, #earlier, 5 do
      if sub(earlier, i, i + 4) ~= packed then
        kept[#kept + 1] = sub(earlier, i, i + 4)
      end
    end
    setCases(c.k, open, concat(kept))
  end
  for _, field in ipairs({'k', 'e', 'dr', 'v', 'r', 'rt', 'w', 'ua', 'ut', 'ub', 'uu', 'us'}) do
    put(c, field, nil)
  end
  local key = P .. 'kh:' .. n
  local entries = call('LRANGE', key, 0, -1)
  for i, line in ipairs(entries) do
    local by = 10 + byte(line, 1)
    local how = by + byte(line, by) + 1
    if byte(line, how) > 0 then
      call('LSET', key, i - 1, sub(line, 1, how - 1) .. char(0))
    end
  end
  entry(c, 'forgotten', '', 0, '')
  save(c)
  forgotten = forgotten + 1
end)
local answer = {#expired, #woken, forgotten, aside}
for _, told in ipairs(stages) do
  answer[#answer + 1] = told
end
return answer
