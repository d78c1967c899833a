-- Nothing of a batch waits any more: its queues go, its counters and its list of blocks stay for a while.
--
-- KEYS[1]  the hash tag
-- ARGV     batch, ms that finished batches are kept
-- returns  nothing
-- cost     some commands per lane of the batch, once per batch

local call, P, batch = redis.call, KEYS[1], ARGV[1]
for _, lane in ipairs(call('SMEMBERS', P .. 'L:' .. batch)) do
  call('UNLINK', P .. 'q:' .. lane .. ':' .. batch, P .. 'z:' .. lane .. ':' .. batch)
  call('ZREM', P .. 'l:' .. lane, batch)
  call('ZREM', P .. 'j:' .. lane, batch)
  call('ZREM', P .. 'w:' .. lane, batch)
end
call('UNLINK', P .. 'L:' .. batch)
call('PEXPIRE', P .. 'c:' .. batch, ARGV[2])
call('PEXPIRE', P .. 'b:' .. batch, ARGV[2])
return nil
