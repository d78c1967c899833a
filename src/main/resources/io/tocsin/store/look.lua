-- Blocks that somebody should look at now; for a while they are the caller's to look at.
--
-- ARGV     at most so many, ms of the lease
-- returns  {now (ms), end of the lease (ms), then per block: number, its whole state, how its batch stands}
-- cost     a GETRANGE, a ZADD and an HGET per block

local lease = NOW_MS + tonumber(ARGV[2])
local reply = {NOW_MS, lease}
for _, name in ipairs(call('ZRANGEBYSCORE', P .. 'x', '-inf', decimal(NOW_MS), 'LIMIT', 0, ARGV[1])) do
  local block = open(name)
  if block then
    call('ZADD', P .. 'x', decimal(lease), name)
    local r = #reply
    reply[r + 1], reply[r + 2] = name, block.s
    reply[r + 3] = call('HGET', P .. 'c:' .. block.batch, 'st') or 'r'
  else
    call('ZREM', P .. 'x', name)
  end
end
return reply
