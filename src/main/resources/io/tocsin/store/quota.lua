-- Draws from a carrier's quota of the day, and takes back what was drawn and not needed.
--
-- KEYS[1]  hash: 'day' → days since 1970 in the carrier's zone, 'used' → drawn on it, node number → 'turn,granted' of its last draw
-- ARGV     node, quota of a day, how much is wanted, how much comes back, the day from which that was drawn, ms that the zone is
--          ahead of UTC, turn (grows with every draw of the node; the same when an answer was lost)
-- returns  {granted, what is left, ms until midnight, day}
-- cost     O(1), some times a second, node and carrier with a quota

local call, floor, max, min = redis.call, math.floor, math.max, math.min
local DAY = 86400000
local time = call('TIME')
local here = time[1] * 1000 + floor(time[2] / 1000) + tonumber(ARGV[6])
local day = floor(here / DAY)
local node, total, want, back, from, turn = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]),
    tonumber(ARGV[7])

local known = tonumber(call('HGET', KEYS[1], 'day') or '-1')
if known ~= day then
  call('DEL', KEYS[1])
  call('HSET', KEYS[1], 'day', day, 'used', 0)
  call('PEXPIRE', KEYS[1], 2 * DAY)
end
local used = tonumber(call('HGET', KEYS[1], 'used'))
local last = call('HGET', KEYS[1], node)
if last then
  local before, granted = string.match(last, '^(%d+),(%d+)$')
  if tonumber(before) == turn then
    return {tonumber(granted), max(0, total - used), DAY - here % DAY, day}
  elseif tonumber(before) > turn then
    return {0, max(0, total - used), DAY - here % DAY, day}
  end
end
if from == day then
  used = max(0, used - back)
end
local granted = max(0, min(want, total - used))
used = used + granted
call('HSET', KEYS[1], 'used', string.format('%d', used), node, string.format('%d,%d', turn, granted))
return {granted, max(0, total - used), DAY - here % DAY, day}
