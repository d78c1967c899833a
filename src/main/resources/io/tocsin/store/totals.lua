-- How many warnings stand where, and since when the oldest that could be sent now has waited.
--
-- KEYS[1]  the hash tag
-- ARGV     lanes as three letters
-- returns  {now (ms), the counters (i64 each, see docs/store.md), {per client: number, its warnings that are not final by its own
--          counter, entries of its events feed}, then per lane: since when (ms), 0 when nothing waits}
-- cost     two commands per lane and one per client, whatever waits

local call, P, format = redis.call, KEYS[1], string.format
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local clients, open = {}, call('HGETALL', P .. 'i')
for i = 1, #open, 2 do
  local c = #clients
  clients[c + 1], clients[c + 2], clients[c + 3] = open[i], open[i + 1], call('XLEN', P .. 'e:' .. open[i])
end
local reply = {now, call('GET', P .. 'G') or '', clients}
for i, lane in ipairs(ARGV) do
  local ready = call('ZRANGE', P .. 'j:' .. lane, 0, 0, 'WITHSCORES')[2]
  local due = call('ZRANGE', P .. 'w:' .. lane, 0, 0, 'WITHSCORES')[2]
  local since = ready and tonumber(ready) or now
  if due then
    since = math.min(since, tonumber(due))
  end
  reply[3 + i] = (ready or since < now) and math.min(since, now) or 0
end
return reply
