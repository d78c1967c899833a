-- Gives back contacts that did not happen: the latest of each number, if it is of today or yesterday.
--
-- ARGV     phone keys
-- returns  nothing
-- cost     two commands a number

local today = math.floor(tonumber(redis.call('TIME')[1]) / 86400)
for _, phone in ipairs(ARGV) do
  for day = today, today - 1, -1 do
    local key = KEYS[1] .. 'h:' .. day
    local times = redis.call('HGET', key, phone)
    if times then
      if #times > 4 then
        redis.call('HSET', key, phone, string.sub(times, 1, -5))
      else
        redis.call('HDEL', key, phone)
      end
      break
    end
  end
end
return nil
