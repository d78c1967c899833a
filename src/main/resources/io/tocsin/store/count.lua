-- Adds to the numbers of a batch whose intake goes on, once for each sequence of a source.
-- KEYS[1]  the batch
-- ARGV     source, sequence (decimal, growing), duplicate, rejected
-- Result   1, or 0 when there is no such batch or the sequence was counted before
-- Cost     O(1), once per submission over TCP that had duplicates or refused rows
local counted = redis.call('HMGET', KEYS[1], 'state', 'counted:' .. ARGV[1])
local last, now = counted[2] or '0', ARGV[2]
if not counted[1] or #now < #last or (#now == #last and now <= last) then
  return 0
end
redis.call('HINCRBY', KEYS[1], 'duplicate', ARGV[3])
redis.call('HINCRBY', KEYS[1], 'rejected', ARGV[4])
redis.call('HSET', KEYS[1], 'counted:' .. ARGV[1], now)
return 1
