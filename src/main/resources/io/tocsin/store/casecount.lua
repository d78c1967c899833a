-- How the cases of some units stand.
--
-- ARGV     day, who, units
-- returns  {now (ms), warnings to be looked at, cases closed by who today, cases that who holds, open ones whose unit nobody
--          covers, then per unit: its counters, then per grade: since when
--          (ms) its first open case waits, 0 for none}
-- cost     per unit an HGETALL of at most 30 fields and eight looks at its queue

local stray, uncovered = call('HGETALL', P .. 'kc:?'), 0
for i = 1, #stray, 2 do
  if string.find(stray[i], '^[0-3]%d$') then
    uncovered = uncovered + tonumber(stray[i + 1])
  end
end
local answer = {NOW_MS, call('ZCARD', P .. 'kx'), tonumber(call('HGET', P .. 'kr:' .. ARGV[1], ARGV[2] .. '|d') or 0),
  tonumber(call('HGET', P .. 'kn', ARGV[2]) or 0), uncovered}
for i = 3, #ARGV do
  answer[#answer + 1] = call('HGETALL', P .. 'kc:' .. ARGV[i])
  for grade = 0, 3 do
    local since = 0
    for putOff = 0, 1 do
      local from = (grade * 2 + putOff) * BAND
      local first = call('ZRANGEBYSCORE', P .. 'kq:' .. ARGV[i], decimal(from), '(' .. decimal(from + BAND), 'WITHSCORES', 'LIMIT', 0,
        1)
      if first[1] then
        -- One that is gone has no time; whoever claims it sets it aside.
        local at = putOff == 1 and tonumber(first[2]) - from or tonumber(call('HGET', P .. 'k:' .. first[1], 'o') or 0)
        since = (since == 0 or at == 0) and math.max(since, at) or math.min(since, at)
      end
    end
    answer[#answer + 1] = decimal(since)
  end
end
return answer
