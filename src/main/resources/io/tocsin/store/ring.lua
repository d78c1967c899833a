-- Notes that numbers are about to be rung, unless another warning rang them a moment ago.
--
-- ARGV     the gap in seconds, then for each: phone key, place (block, index) of its warning, 1 when it rings anyway, else 0
-- returns  for each the seconds that it has to wait (or would have, when it rings anyway), 0 for none; joined by commas
-- cost     two HGET each and an HSET; 11 bytes a number: second (u32), place. Two hashes of as many seconds as the gap has

local call, floor = redis.call, math.floor
local now, gap = tonumber(call('TIME')[1]), tonumber(ARGV[1])
local bucket = floor(now / gap)
local young, old = KEYS[1] .. 'R:' .. ARGV[1] .. ':' .. bucket, KEYS[1] .. 'R:' .. ARGV[1] .. ':' .. (bucket - 1)
local waits = {}
for i = 2, #ARGV, 3 do
  local phone, place = ARGV[i], ARGV[i + 1]
  local last, wait = call('HGET', young, phone) or call('HGET', old, phone), 0
  if last and string.sub(last, 5) ~= place then
    wait = math.max(0, struct.unpack('>I4', last) + gap - now)
  end
  if wait == 0 or ARGV[i + 2] == '1' then
    -- One long field keeps the hash out of the listpack encoding.
    call('HSET', young, '', string.rep('-', 65), phone, struct.pack('>I4', now) .. place)
  end
  waits[#waits + 1] = string.format('%d', wait)
end
call('EXPIRE', young, 2 * gap + 60)
return table.concat(waits, ',')
