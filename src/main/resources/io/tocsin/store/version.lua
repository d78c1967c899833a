-- Puts the next version of a field: what is there must be of the version before.
-- KEYS[1]  hash; its values begin with their version and a space
-- ARGV     field, version that must be there (0 for none), new value, most fields
-- Result   1 when it was put, 0 when another version is there or there is no room
-- Cost     O(1)
local there = redis.call('HGET', KEYS[1], ARGV[1])
local version = there and string.match(there, '^%d+') or '0'
if version ~= ARGV[2] then
  return 0
end
if not there and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
