-- The number of a name, drawn on first use.
-- KEYS[1]  hash of names
-- ARGV     name, highest number
-- Result   the number, 0 when none is left
-- Cost     O(1), only on first use of a name by a node
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  return tonumber(known)
end
local number = redis.call('HLEN', KEYS[1]) + 1
if number > tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], number)
return number
