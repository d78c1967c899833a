-- Gives lines of a trunk to attempts, and takes back those of attempts that are over.
--
-- KEYS[1]  the trunk's tag, as {calls:NAME}; behind it a: attempts by the time (ms) when their line is free at the latest, and
--          u: those of them that are urgent
-- ARGV     calls at most, of these for urgent ones only, ms that a call may take, number of attempts that are over, these …,
--          number of calls that are up and taken over, these …, how many of the rest are urgent, attempts that want a line,
--          urgent ones first …
-- returns  a character per attempt that wants a line: 1 it has one, 0 not; when none does, whether one that is not urgent would get
--          one now
-- cost     some set operations, and two for each attempt

local call, concat = redis.call, table.concat
local all, urgents = KEYS[1] .. 'a', KEYS[1] .. 'u'
local most, reserved, length = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local till = string.format('%d', now + length)

for _, key in ipairs({all, urgents}) do
  call('ZREMRANGEBYSCORE', key, '-inf', string.format('%d', now))
end

local at = 4
local ended = tonumber(ARGV[at])
if ended > 0 then
  call('ZREM', all, unpack(ARGV, at + 1, at + ended))
  call('ZREM', urgents, unpack(ARGV, at + 1, at + ended))
end
at = at + ended + 1

for i = at + 1, at + tonumber(ARGV[at]) do
  call('ZADD', all, till, ARGV[i])
  call('ZADD', urgents, 'XX', till, ARGV[i])
end
at = at + tonumber(ARGV[at]) + 1

local urgent, taken, ofUrgent, result = tonumber(ARGV[at]), call('ZCARD', all), call('ZCARD', urgents), {}

local function mayTake(first)
  return taken < most and (first or taken - ofUrgent < most - reserved)
end

if not ARGV[at + 1] then
  return mayTake(false) and '1' or '0'
end
for i = at + 1, #ARGV do
  local has = call('ZSCORE', all, ARGV[i])
  if not has then
    local first = i - at <= urgent
    has = mayTake(first)
    if has then
      taken = taken + 1
      if first then
        ofUrgent = ofUrgent + 1
        call('ZADD', urgents, till, ARGV[i])
      end
    end
  end
  if has then
    call('ZADD', all, till, ARGV[i])
  end
  result[#result + 1] = has and '1' or '0'
end
return concat(result)
