-- Finds a session, and says what time it is: sessions go by one clock, whichever node asks.
-- KEYS[1]  the session
-- ARGV     time (ms), empty for that of this Redis
-- Result   time (ms), then fields and values of the session
-- Cost     O(1), once a request of a person
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local all = redis.call('HGETALL', KEYS[1])
table.insert(all, 1, now)
return all
