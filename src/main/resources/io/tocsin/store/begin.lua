-- Takes a submission's key for one request.
-- KEYS[1]  the submission
-- ARGV     holder, ms to hold, ms to keep, then fields and values to record if nobody used the key
-- Result   {1}: fresh. {2}: another request is at it. {3, fields and values}: known, and held now unless it has an answer
-- Cost     O(1), once per submission
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local till = string.format('%d', now + ARGV[2])
local known = redis.call('HMGET', KEYS[1], 'till', 'answer')
if not known[1] then
  redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'till', till, unpack(ARGV, 4))
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return {1}
end
if known[2] == '' then
  if tonumber(known[1]) > now then
    return {2}
  end
  redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'till', till)
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {3, redis.call('HGETALL', KEYS[1])}
