-- Shares the connections of an account among the nodes that want some. What a node holds is its own until it says
-- that it holds less, or is silent for the length of the lease.
--
-- KEYS[1]  hash: node number → 'connections, until (ms), turn'
-- ARGV     node, connections of the account, connections it holds, ms of a lease, turn (grows with every call of the
--          node), number of a node that it replaces or 0
-- returns  {connections it may have, nodes that want some}; {-1, 0} when a later call came first
-- cost     O(nodes), once a second, node and carrier

local call, floor, max, min = redis.call, math.floor, math.max, math.min
local time = call('TIME')
local now = time[1] * 1000 + floor(time[2] / 1000)
local me, total, held, turn = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[5])
if ARGV[6] ~= '0' then
  call('HDEL', KEYS[1], ARGV[6])
end
local all = call('HGETALL', KEYS[1])
local nodes, older, taken = 1, 0, 0
for i = 1, #all, 2 do
  local node = tonumber(all[i])
  local has, till, last = string.match(all[i + 1], '(%d+),(%d+),(%d+)')
  if node == me then
    if tonumber(last) >= turn then
      return {-1, 0}
    end
  elseif tonumber(till) <= now then
    call('HDEL', KEYS[1], all[i])
  else
    nodes = nodes + 1
    taken = taken + tonumber(has)
    if node < me then
      older = older + 1
    end
  end
end
-- What cannot be divided goes to those that were here first, so that nobody's share moves without need.
local share = floor(total / nodes)
if older < total % nodes then
  share = share + 1
end
local may = max(0, min(share, total - taken))
call('HSET', KEYS[1], ARGV[1], string.format('%d,%d,%d', max(held, may), now + ARGV[4], turn))
call('PEXPIRE', KEYS[1], ARGV[4])
return {may, nodes}
