-- Records how far a submission came, for the request that holds its key.
-- KEYS[1]  the submission
-- ARGV     holder, ms to hold on (0: free the key), ms to keep, then fields and values
-- Result   1, or 0 when another request took the key since
-- Cost     O(1), once per checkpoint
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local till = 0
if tonumber(ARGV[2]) > 0 then
  till = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2]
end
redis.call('HSET', KEYS[1], 'till', string.format('%d', till), unpack(ARGV, 4))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
