-- A node's sign of life.
-- KEYS[1]  zset of nodes
-- ARGV     node number
-- Result   nothing
-- Cost     O(log nodes), once a second and node
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return nil
