-- Ends the intake of a batch.
-- KEYS[1]  the batch
-- ARGV     duplicate, rejected; nothing to leave the numbers as they were counted
-- Result   1 when there is such a batch
-- Cost     O(1), once per submission
local state = redis.call('HGET', KEYS[1], 'state')
if not state then
  return 0
end
if ARGV[1] then
  redis.call('HSET', KEYS[1], 'duplicate', ARGV[1], 'rejected', ARGV[2])
end
if state == 'accepting' then
  redis.call('HSET', KEYS[1], 'state', 'open')
end
return 1
