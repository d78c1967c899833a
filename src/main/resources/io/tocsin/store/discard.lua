-- Forgets a submission of which nothing was taken, for the request that holds its key.
-- KEYS[1]  the submission
-- ARGV     holder
-- Result   1, or 0 when another request took the key since
-- Cost     O(1), once per refused submission
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1])
return 1
