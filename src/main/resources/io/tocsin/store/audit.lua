-- Appends entries to the audit log if it still ends where the caller chained them to.
-- KEYS[1]  '{audit}'; the log is a stream behind 'log', its end, 'number:hash', stands behind 'head'
-- ARGV     the end that must be there ('' for none), the end with them, number of the last entry there, time (ms),
--          time (ms) before which entries are let go, entries
-- Result   the end now
-- Cost     O(entries); lets go of at most two entries for each that comes, so that a long log is never cleared at once
local log, head = KEYS[1] .. 'log', KEYS[1] .. 'head'
local there = redis.call('GET', head)
if (there or '') ~= ARGV[1] then
  return there
end
for i = 6, #ARGV do
  redis.call('XADD', log, string.format('%d-0', ARGV[3] + i - 5), 'e', ARGV[i], 't', ARGV[4])
end
redis.call('SET', head, ARGV[2])
for _, old in ipairs(redis.call('XRANGE', log, '-', '+', 'COUNT', 2 * (#ARGV - 5))) do
  if tonumber(old[2][4]) < tonumber(ARGV[5]) then
    redis.call('XDEL', log, old[1])
  end
end
return ARGV[2]
