-- Notes that something was done in a session, unless it has ended meanwhile.
-- KEYS[1]  the session
-- ARGV     time (ms), empty for that of this Redis
-- Result   1 when it is there, else 0
-- Cost     O(1), at most every 5 s of a session
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
local now = ARGV[1]
if now == '' then
  local time = redis.call('TIME')
  now = string.format('%d', time[1] * 1000 + math.floor(time[2] / 1000))
end
redis.call('HSET', KEYS[1], 'seen', now)
return 1
