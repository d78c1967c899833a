-- Writes what came of checking a drawn case, unless it is another by now.
--
-- ARGV     day it was closed, field, value as it was read, value as it is to be
-- returns  1 when it is written, else 0
-- cost     two commands

local key = P .. 'ka:' .. ARGV[1]
if call('HGET', key, ARGV[2]) ~= ARGV[3] then
  return 0
end
call('HSET', key, ARGV[2], ARGV[4])
return 1
