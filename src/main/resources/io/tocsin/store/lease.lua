-- Takes or prolongs a right that one node among all may have.
--
-- KEYS[1]  the right
-- ARGV     node, ms it holds
-- returns  1 when the node has it now, else 0
-- cost     O(1)

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
