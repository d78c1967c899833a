-- Replies that were waited for long enough. Whoever asks has some seconds to take them, then another one may; what is handed out
-- again and again, as it fails, is handed out more and more rarely, from the eighth time on once a day.
--
-- ARGV     most
-- returns  {key, how often it was handed out, {number, encrypted part …} …}
-- cost     a look, and three commands for each

local AGAIN, ASIDE, DAY = 5000, 8, 86400000

-- How long what was handed out n times is left to whoever has it.
local function pause(n)
  return n >= ASIDE and DAY or AGAIN * 2 ^ math.max(0, n - 2)
end

local found = {}
for _, merge in ipairs(call('ZRANGEBYSCORE', P .. 'Mt', '-inf', decimal(NOW_MS), 'LIMIT', 0, tonumber(ARGV[1]))) do
  local key = P .. 'Mp:' .. merge
  local parts = call('HGETALL', key)
  if parts[1] then
    local n = call('HINCRBY', key, 'n', 1)
    call('ZADD', P .. 'Mt', decimal(NOW_MS + pause(n)), merge)
    found[#found + 1] = merge
    found[#found + 1] = n
    found[#found + 1] = parts
  else
    call('ZREM', P .. 'Mt', merge)
  end
end
return found
