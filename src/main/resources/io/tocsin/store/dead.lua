-- Nodes whose lease is over.
-- KEYS[1]  zset of nodes
-- ARGV     lease in ms
-- Result   their numbers
-- Cost     O(dead nodes)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. string.format('%.0f', now - ARGV[1]))
