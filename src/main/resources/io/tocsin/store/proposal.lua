-- Puts a proposal on top of what it was thought through for, and forgets old ones.
-- KEYS[1]  hash of proposals; "{KEYS[1]}numbers" has the generation in its field "#"
-- ARGV     generation that must be there (empty for none), field, new value, fields to forget...
-- Result   1 when it was put, 0 when the generation is another
-- Cost     O(forgotten)
local numbers = '{' .. KEYS[1] .. '}numbers'
local there = redis.call('HGET', numbers, '#') or ''
if there ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
for i = 4, #ARGV do
  redis.call('HDEL', KEYS[1], ARGV[i])
end
-- With the time, so that it is another one even where a fail-over lost some.
local count = tonumber(string.match(there, '^%d+') or '0') + 1
local now = redis.call('TIME')
redis.call('HSET', numbers, '#', count .. '-' .. now[1] .. '.' .. now[2])
return 1
