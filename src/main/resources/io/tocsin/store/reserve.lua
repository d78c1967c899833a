-- Reserves refs: appends to the log of today if the node knows all that stands in it.
-- KEYS[1]  hash tag of the refs' partition
-- ARGV     day the node writes to, bytes it knows of that day's log and of the day before, records
--          (20 bytes each), days to keep, most bytes to return of each log
-- Result   {1}: reserved. {0, length before, bytes before, length today, bytes today}: what the node has
--          missed. {2, day}: today is another day
-- Cost     4 calls, whatever the number of records
local time = redis.call('TIME')
local day = math.floor(time[1] / 86400)
if day ~= tonumber(ARGV[1]) then
  return {2, day}
end
local today = KEYS[1] .. 'r:' .. day
local before = KEYS[1] .. 'r:' .. (day - 1)
local known, knownBefore = tonumber(ARGV[2]), tonumber(ARGV[3])
local length, lengthBefore = redis.call('STRLEN', today), redis.call('STRLEN', before)
if length == known and lengthBefore == knownBefore then
  redis.call('APPEND', today, ARGV[4])
  if length == 0 then
    redis.call('EXPIREAT', today, (day + ARGV[5] + 2) * 86400)
  end
  return {1}
end
local most = tonumber(ARGV[6])
return {0, lengthBefore, redis.call('GETRANGE', before, knownBefore, knownBefore + most - 1),
  length, redis.call('GETRANGE', today, known, known + most - 1)}
