-- A node says its name; an older one of that name is over.
-- KEYS[1]  zset of nodes
-- ARGV     key of the hash of names, name, node number
-- Result   number of the older one, 0 for none
-- Cost     O(log nodes), once per start
local old = redis.call('HGET', ARGV[1], ARGV[2])
redis.call('HSET', ARGV[1], ARGV[2], ARGV[3])
if not old or old == ARGV[3] or redis.call('ZADD', KEYS[1], 'XX', 'CH', 0, old) == 0 then
  return 0
end
return tonumber(old)
