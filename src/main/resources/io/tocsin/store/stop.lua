-- Puts a number on the stop list or takes it off, and moves the list's version.
--
-- ARGV     phone key, encrypted entry, or '' to take it off
-- returns  1 when that changed anything, else 0
-- cost     O(1)

local changed
if ARGV[2] == '' then
  changed = redis.call('HDEL', KEYS[1] .. 'o', ARGV[1])
else
  changed = redis.call('HSETNX', KEYS[1] .. 'o', ARGV[1], ARGV[2])
end
if changed == 1 then
  redis.call('INCR', KEYS[1] .. 'ov')
end
return changed
