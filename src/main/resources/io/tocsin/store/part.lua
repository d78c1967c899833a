-- Keeps a part of a long reply until the others came, or a reply that cannot be recorded yet.
--
-- ARGV     fingerprint and for how long (ms) the same is the same again, key of the long reply, number of the part, how many there
--          are (1: it waits for its warning), encrypted part, ms that it waits, most that wait
-- returns  {0} it had come before, {1} it waits, {2, number, encrypted part …} all are there, {3} there is no room
-- cost     about ten commands
--
-- Beside the parts the hash has how often what is there was handed out (n), see parts.lua.

local MINE = 3000

if isRepeated(ARGV[1], tonumber(ARGV[2])) then
  return {0}
end
local merge, number, total, most = ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[8])
local key, times = P .. 'Mp:' .. merge, P .. 'Mt'
if call('ZCARD', times) >= 2 * most and not call('ZSCORE', times, merge) then
  return {3}
end
if call('HEXISTS', key, number) == 1 then
  -- The reference was used anew: what there is of the earlier one is all that there will be.
  local earlier = merge .. pack('>I8', NOW_MS)
  call('RENAME', key, P .. 'Mp:' .. earlier)
  call('ZREM', times, merge)
  call('ZADD', times, decimal(NOW_MS), earlier)
end
call('HSET', key, number, ARGV[6])
call('ZADD', times, 'NX', decimal(NOW_MS + tonumber(ARGV[7])), merge)
local told = {1}
if total > 1 and call('HLEN', key) - call('HEXISTS', key, 'n') >= total then
  -- If the node that has it now dies, another one takes it.
  call('ZADD', times, decimal(NOW_MS + MINE), merge)
  told = call('HGETALL', key)
  table.insert(told, 1, 2)
  call('HINCRBY', key, 'n', 1)
elseif call('ZCARD', times) > most then
  local oldest = call('ZRANGE', times, 0, 0)[1]
  call('ZADD', times, 'XX', decimal(NOW_MS), oldest)
end
remember(ARGV[1])
return told
