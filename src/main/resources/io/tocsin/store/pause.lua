-- Takes a batch's waiting warnings out of service, or puts them back.
--
-- ARGV     batch, p (pause) or r (resume)
-- returns  lanes that have something to claim now
-- cost     some set operations per lane of the batch

local batch, wanted = ARGV[1], ARGV[2]
local counters = P .. 'c:' .. batch
local standing, lanes = call('HGET', counters, 'st') or 'r', {}
if standing == wanted or standing == 'x' then
  return lanes
end
call('HSET', counters, 'st', wanted)
for _, lane in ipairs(call('SMEMBERS', P .. 'L:' .. batch)) do
  if wanted == 'p' then
    delist(lane, batch)
  else
    local first = call('ZRANGE', P .. 'z:' .. lane .. ':' .. batch, 0, 0, 'WITHSCORES')[2]
    local due = call('EXISTS', P .. 'q:' .. lane .. ':' .. batch) == 1 and 0 or first and tonumber(first)
    if due then
      enlist(lane, batch, due)
      if due <= NOW_MS then
        lanes[#lanes + 1] = lane
      end
    end
  end
end
return lanes
