-- Claims the first cases of the queues that somebody sees.
--
-- ARGV     day, who, unit of who or '*' (and more, as in case.lua), lease (ms), lowest and highest score, then a token for every case
--          wanted
-- returns  what is told of each case claimed, in their order; between them, as texts, the places and numbers of those that are gone and
--          were set aside
-- cost     per case about 25 commands; a look at the heads of at most three queues, never at the queue

local day, who, viewer, lease, from, to = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5], ARGV[6]
local unit, takes = viewerOf(viewer)
local queues = unit == '*' and {'*'} or {unit, '!', takes ~= '' and takes or nil}

local function head()
  local best, score
  for _, unit in ipairs(queues) do
    local first = call('ZRANGEBYSCORE', P .. 'kq:' .. unit, from, to, 'WITHSCORES', 'LIMIT', 0, 1)
    if first[1] and (not score or tonumber(first[2]) < score) then
      best, score = first[1], tonumber(first[2])
    end
  end
  return best
end

-- One that is gone holds up no other.
local function setAside(n)
  for _, unit in ipairs(queues) do
    call('ZREM', P .. 'kq:' .. unit, n)
  end
  call('ZADD', P .. 'kb', decimal(NOW_MS), 'kq ' .. n)
  return 'kq ' .. n
end

local answer, token = {}, 7
while token <= #ARGV do
  local n = head()
  if not n then
    break
  end
  local c = loadCase(n)
  if c then
    take(c, who, ARGV[token], lease, day)
    save(c)
    token = token + 1
  end
  answer[#answer + 1] = c and told(c) or setAside(n)
end
return answer
