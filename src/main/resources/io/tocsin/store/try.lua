-- Lets a log-in be tried and counts it as failed, or says how long to wait. With a time of -1, takes one try back.
-- KEYS[1]  what is known about the tries of a user or an address
-- ARGV     time (ms; empty for that of this Redis), tries without a wait, first wait (ms), longest wait (ms), how long to remember (ms)
-- Result   0 when it may be tried, else ms to wait
-- Cost     O(1), once or twice a log-in
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
if now < 0 then
  if redis.call('EXISTS', KEYS[1]) == 1 then
    if redis.call('HINCRBY', KEYS[1], 'failed', -1) <= 0 then
      redis.call('DEL', KEYS[1])
    else
      redis.call('HDEL', KEYS[1], 'till')
    end
  end
  return 0
end
local till = tonumber(redis.call('HGET', KEYS[1], 'till') or 0)
if till > now then
  return till - now
end
local over = redis.call('HINCRBY', KEYS[1], 'failed', 1) - tonumber(ARGV[2])
if over >= 0 then
  local wait = math.min(tonumber(ARGV[4]), tonumber(ARGV[3]) * 2 ^ math.min(over, 30))
  redis.call('HSET', KEYS[1], 'till', string.format('%d', now + wait))
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 0
