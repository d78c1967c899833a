-- Notes that something was done in a session, unless it has ended meanwhile.
-- KEYS[1]  the session
-- ARGV     time (ms)
-- Result   1 when it is there, else 0
-- Cost     O(1), at most every 5 s of a session
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'seen', ARGV[1])
return 1
