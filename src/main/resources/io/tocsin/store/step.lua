-- Uses up the one-time code of a step (RFC 6238, 5.2: no code counts twice).
-- KEYS[1]  the latest step of a user
-- ARGV     step, how long to remember (ms)
-- Result   1 when it is later than all before, else 0
-- Cost     O(1), once a log-in
if tonumber(redis.call('GET', KEYS[1]) or -1) >= tonumber(ARGV[1]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
