-- After a look at blocks: when to look again, or that a block has no further use.
--
-- ARGV     end of the lease (ms), then per block: number, time (ms) of the next look, or 0 to delete it
-- returns  how many were deleted
-- cost     two commands per block

local deleted = 0
for i = 2, #ARGV, 2 do
  local name, next = ARGV[i], ARGV[i + 1]
  if next == '0' then
    call('UNLINK', P .. 'd:' .. name, P .. 's:' .. name, P .. 't:' .. name, P .. 'M:' .. name)
    call('ZREM', P .. 'x', name)
    deleted = deleted + 1
  elseif call('ZSCORE', P .. 'x', name) == ARGV[1] then
    call('ZADD', P .. 'x', 'XX', next, name)
  else
    -- Somebody asked for an earlier look meanwhile.
    call('ZADD', P .. 'x', 'XX', 'LT', next, name)
  end
end
return deleted
