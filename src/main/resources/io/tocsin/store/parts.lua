-- Long replies whose parts were waited for long enough. Whoever asks has some seconds to take them, then another one may.
--
-- ARGV     most
-- returns  {key, {number, encrypted part …} …}
-- cost     a look, and two commands for each

local found = {}
for _, merge in ipairs(call('ZRANGEBYSCORE', P .. 'Mt', '-inf', decimal(NOW_MS), 'LIMIT', 0, tonumber(ARGV[1]))) do
  local parts = call('HGETALL', P .. 'Mp:' .. merge)
  if parts[1] then
    call('ZADD', P .. 'Mt', decimal(NOW_MS + 5000), merge)
    found[#found + 1] = merge
    found[#found + 1] = parts
  else
    call('ZREM', P .. 'Mt', merge)
  end
end
return found
