-- How the data is laid out: recorded by whoever comes first.
-- KEYS[1]  hash
-- ARGV     schema, partitions, check value of the key
-- Result   what is recorded, in the same order
-- Cost     O(1), once per start
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'schema', ARGV[1], 'partitions', ARGV[2], 'key', ARGV[3])
end
return redis.call('HMGET', KEYS[1], 'schema', 'partitions', 'key')
