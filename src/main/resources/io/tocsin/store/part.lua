-- Keeps a part of a long reply until the others came.
--
-- ARGV     fingerprint and for how long (ms) the same is the same again, key of the long reply, number of the part, how many there
--          are, encrypted part, ms that the others are waited for, most long replies that wait
-- returns  {0} it had come before, {1} others are missing, {2, number, encrypted part …} all are there
-- cost     about ten commands

local MINE = 3000

if isRepeated(ARGV[1], tonumber(ARGV[2])) then
  return {0}
end
local merge, number, total = ARGV[3], ARGV[4], tonumber(ARGV[5])
local key, times = P .. 'Mp:' .. merge, P .. 'Mt'
if call('HEXISTS', key, number) == 1 then
  -- The reference was used anew: what there is of the earlier one is all that there will be.
  local earlier = merge .. pack('>I8', NOW_MS)
  call('RENAME', key, P .. 'Mp:' .. earlier)
  call('ZREM', times, merge)
  call('ZADD', times, decimal(NOW_MS), earlier)
end
call('HSET', key, number, ARGV[6])
call('ZADD', times, 'NX', decimal(NOW_MS + tonumber(ARGV[7])), merge)
if call('HLEN', key) >= total then
  -- If the node that has it now dies, another one takes it.
  call('ZADD', times, decimal(NOW_MS + MINE), merge)
  local all = call('HGETALL', key)
  table.insert(all, 1, 2)
  return all
end
if call('ZCARD', times) > tonumber(ARGV[8]) then
  local oldest = call('ZRANGE', times, 0, 0)[1]
  call('ZADD', times, 'XX', decimal(NOW_MS), oldest)
end
return {1}
