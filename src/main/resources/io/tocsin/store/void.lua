-- Gives up a block number that was reserved but never written: from now on it cannot be.
-- KEYS[1]  hash tag of the block's partition
-- ARGV     segment of the bitmaps, bit, days to keep
-- Result   1: given up. 0: it was written, and stays
-- Cost     3 calls, only after a crash or a lost race
if redis.call('GETBIT', KEYS[1] .. 'k:' .. ARGV[1], ARGV[2]) == 1 then
  return 0
end
redis.call('SETBIT', KEYS[1] .. 'v:' .. ARGV[1], ARGV[2], 1)
redis.call('EXPIRE', KEYS[1] .. 'v:' .. ARGV[1], (ARGV[3] + 3) * 86400)
return 1
