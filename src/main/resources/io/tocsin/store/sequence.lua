-- Records the last sequence of a stream whose answer is durable; it never goes back.
-- KEYS[1]  the stream's last sequence
-- ARGV     sequence
-- Result   the last sequence
-- Cost     O(1), once per submission over TCP
local last = redis.call('GET', KEYS[1])
if not last or #ARGV[1] > #last or (#ARGV[1] == #last and ARGV[1] > last) then
  redis.call('SET', KEYS[1], ARGV[1])
  return ARGV[1]
end
return last
