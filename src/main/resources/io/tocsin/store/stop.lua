-- Puts a number on the stop list or takes it off, moves the list's version and notes the change.
--
-- ARGV     phone key, encrypted entry, or '' to take it off; how many changes are kept
-- returns  1 when that changed anything, else 0
-- cost     O(1)

local list, sign, entry = KEYS[1] .. 'o', '+', ARGV[2]
if entry == '' then
  -- What is taken off goes into the note, as only it says which number that was.
  sign, entry = '-', redis.call('HGET', list, ARGV[1])
  if not entry then
    return 0
  end
  redis.call('HDEL', list, ARGV[1])
elseif redis.call('HSETNX', list, ARGV[1], entry) == 0 then
  return 0
end
redis.call('INCR', KEYS[1] .. 'ov')
redis.call('RPUSH', KEYS[1] .. 'oc', sign .. ARGV[1] .. entry)
redis.call('LTRIM', KEYS[1] .. 'oc', -tonumber(ARGV[3]), -1)
return 1
