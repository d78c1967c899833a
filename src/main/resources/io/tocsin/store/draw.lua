-- Draws slots of a carrier's rate: a generic cell rate algorithm over all nodes, without a burst.
--
-- KEYS[1]  the next free slot (µs since 1970)
-- ARGV     µs between slots, slots wanted, µs from now within which a slice must begin, µs of slots in a slice
-- returns  {µs from now until the first slot, slots granted}
-- cost     three commands

local call, floor = redis.call, math.floor
local time = call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local gap, want, ahead, slice = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
-- A slot is never in the past: what nobody drew is lost. One far in the future was drawn by a clock that was set back.
local first = math.max(tonumber(call('GET', KEYS[1]) or '0'), now)
if first - now > 10000000 + gap then
  first = now
end
local count = math.min(want, math.max(1, floor(slice / gap)))
if first - now > ahead or count < 1 then
  return {floor(first - now), 0}
end
call('SET', KEYS[1], string.format('%.3f', first + count * gap), 'PX', 60000 + floor(count * gap / 1000))
return {math.ceil(first - now), count}
