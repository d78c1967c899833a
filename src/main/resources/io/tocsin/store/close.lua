-- Ends the intake of a batch.
-- KEYS[1]  the batch
-- ARGV     duplicate, rejected
-- Result   1 when there is such a batch
-- Cost     O(1), once per submission
local state = redis.call('HGET', KEYS[1], 'state')
if not state then
  return 0
end
redis.call('HSET', KEYS[1], 'duplicate', ARGV[1], 'rejected', ARGV[2])
if state == 'accepting' then
  redis.call('HSET', KEYS[1], 'state', 'open')
end
return 1
