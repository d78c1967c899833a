-- What time does to cases: leases end, cases that were put off come back, clocks run, personal data of old cases goes.
--
-- ARGV     day, most cases of each kind, ms after which personal data of closed cases goes
-- returns  {leases that ended, cases that came back, cases forgotten, then of each clock's stage: clock, stage, number, grade}
-- cost     four looks at sorted sets when nothing is due, else about 20 commands a case

local day, most, keep = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local STAGES = {'warned', 'breached', 'alerted'}

local function due(key, before)
  return call('ZRANGEBYSCORE', P .. key, '-inf', decimal(before), 'LIMIT', 0, most)
end

local expired, woken, stages = due('kl', NOW_MS), due('kw', NOW_MS), {}
for _, n in ipairs(expired) do
  local c = loadCase(n)
  endLease(c, 'expired', '', 0, c.h)
  save(c)
end
for _, n in ipairs(woken) do
  local c = loadCase(n)
  leave(c)
  put(c, 'z', nil)
  enter(c, OPEN)
  entry(c, 'woke', '', 0, '')
  save(c)
end
for _, member in ipairs(due('kt', NOW_MS)) do
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
  for _, each in ipairs({which, stage, c.n, c.g}) do
    stages[#stages + 1] = each
  end
end

-- What belongs to the person goes; the case stays, and counts.
local old = due('kz', NOW_MS - keep)
local forgotten = 0
for _, n in ipairs(old) do
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
  for i, each in ipairs(entries) do
    local by = 10 + byte(each, 1)
    local how = by + byte(each, by) + 1
    if byte(each, how) > 0 then
      call('LSET', key, i - 1, sub(each, 1, how - 1) .. char(0))
    end
  end
  entry(c, 'forgotten', '', 0, '')
  save(c)
  forgotten = forgotten + 1
end
local answer = {#expired, #woken, forgotten}
for _, each in ipairs(stages) do
  answer[#answer + 1] = each
end
return answer
