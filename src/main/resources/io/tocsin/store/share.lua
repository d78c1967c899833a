-- Shares what an account has a number of (connections, segments in a second) among the nodes that want some. What a node
-- holds is its own until it says that it holds less, or is silent for the length of the lease.
--
-- KEYS[1]  hash: node number → 'held, until (ms), turn'
-- ARGV     node, how many the account has or 0 to give all back, how many it holds, ms of a lease, turn (grows with every
--          call of the node), number of a node that it replaces or 0, the least that is worth having, ms for which what was
--          held still counts after it was given back
-- returns  {how many it may have, nodes that want some}; {-1, 0} when a later call came first
-- cost     O(nodes), once a second, node and carrier

local call, floor, max, min = redis.call, math.floor, math.max, math.min
local time = call('TIME')
local now = time[1] * 1000 + floor(time[2] / 1000)
local me, total, held, lease, turn = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]),
    tonumber(ARGV[5])
local least, after = tonumber(ARGV[7]), tonumber(ARGV[8])

local function set(node, has, till, last)
  call('HSET', KEYS[1], node, string.format('%d,%d,%d', has, till, last))
end

local function read(record)
  local has, till, last = string.match(record, '(%d+),(%d+),(%d+)')
  return tonumber(has), tonumber(till), tonumber(last)
end

local function leave(node)
  local record = call('HGET', KEYS[1], node)
  if record and after > 0 then
    local has, till, last = read(record)
    set(node, has, min(till, now + after), last)
  else
    call('HDEL', KEYS[1], node)
  end
end

if ARGV[6] ~= '0' then
  leave(ARGV[6])
end
local all = call('HGETALL', KEYS[1])
local nodes, older, taken = 1, 0, 0
for i = 1, #all, 2 do
  local node = tonumber(all[i])
  local has, till, last = read(all[i + 1])
  if node == me then
    if last >= turn then
      return {-1, 0}
    end
  elseif till <= now then
    call('HDEL', KEYS[1], all[i])
  else
    nodes = nodes + 1
    taken = taken + has
    if node < me then
      older = older + 1
    end
  end
end
if total == 0 then
  leave(ARGV[1])
  return {0, nodes - 1}
end
-- What cannot be divided goes to those that were here first, so that nobody's share moves without need.
local served = min(nodes, max(1, floor(total / least)))
local share = 0
if older < served then
  share = floor(total / served)
  if older < total % served then
    share = share + 1
  end
end
local may = max(0, min(share, total - taken))
set(me, max(held, may), now + lease + after, turn)
if call('PTTL', KEYS[1]) < lease + after then
  call('PEXPIRE', KEYS[1], lease + after)
end
return {may, nodes}
