-- A batch whose intake is closed and whose warnings are all final is done.
--
-- KEYS[1]  the batch
-- returns  1 when it became done just now, else 0
-- cost     O(1)

if redis.call('HGET', KEYS[1], 'state') ~= 'open' then
  return 0
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'state', 'done', 'finished', string.format('%d', time[1] * 1000 + math.floor(time[2] / 1000)))
return 1
