-- Draws a number for a new node and gives its first sign of life.
-- KEYS[1]  zset of nodes
-- ARGV     key of the sequence, highest number
-- Result   the number
-- Cost     O(log nodes), once per start
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local number
repeat
  number = (redis.call('INCR', ARGV[1]) - 1) % tonumber(ARGV[2]) + 1
until not redis.call('ZSCORE', KEYS[1], number)
redis.call('ZADD', KEYS[1], now, number)
return number
