-- Counts a contact for each number that has had fewer than so many lately.
--
-- ARGV     most, within ms, then phone keys
-- returns  a character per number: 1 admitted and counted, 0 not
-- cost     an HMGET per day of the time and an HSET; times (u32 seconds each) are packed

local call, sub, floor = redis.call, string.sub, math.floor
local now = tonumber(call('TIME')[1])
local most, seconds = tonumber(ARGV[1]), math.ceil(tonumber(ARGV[2]) / 1000)
local since, today = now - seconds, floor(now / 86400)
local counts = {}

local function hash(day)
  return KEYS[1] .. 'h:' .. day
end

local known = call('HMGET', hash(today), unpack(ARGV, 3))
for day = today, floor(since / 86400), -1 do
  local there = day == today and known or call('EXISTS', hash(day)) == 1 and call('HMGET', hash(day), unpack(ARGV, 3)) or {}
  for i = 3, #ARGV do
    local times = there[i - 2] or ''
    for t = 1, #times, 4 do
      if struct.unpack('>I4', times, t) > since then
        counts[i] = (counts[i] or 0) + 1
      end
    end
  end
end

local result, fresh, added = {}, {}, {}
for i = 3, #ARGV do
  local phone = ARGV[i]
  if (counts[i] or 0) + (added[phone] or 0) < most then
    added[phone] = (added[phone] or 0) + 1
    fresh[phone] = (fresh[phone] or known[i - 2] or '') .. struct.pack('>I4', now)
    result[#result + 1] = '1'
  else
    result[#result + 1] = '0'
  end
end

-- One long field keeps the hash out of the listpack encoding.
local set = {'', string.rep('-', 65)}
for phone, times in pairs(fresh) do
  set[#set + 1] = phone
  set[#set + 1] = times
end
if set[3] then
  call('HSET', hash(today), unpack(set))
  if call('TTL', hash(today)) < seconds + 86400 then
    call('EXPIRE', hash(today), seconds + 172800)
  end
end
return table.concat(result)
