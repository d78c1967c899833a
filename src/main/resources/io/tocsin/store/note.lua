-- Sets the numbers of a batch whose body was cut or refused on its way; its intake goes on later.
-- KEYS[1]  the batch
-- ARGV     duplicate, rejected
-- Result   1, or 0 when there is no such batch or its intake has ended
-- Cost     O(1), once per body that ends early
if redis.call('HGET', KEYS[1], 'state') ~= 'accepting' then
  return 0
end
redis.call('HSET', KEYS[1], 'duplicate', ARGV[1], 'rejected', ARGV[2])
return 1
