-- Takes warnings off the list of those to be looked at, unless something happened to them meanwhile.
--
-- ARGV     place and the score under which it was found, in turn
-- returns  how many
-- cost     two commands each

local dropped = 0
for i = 1, #ARGV, 2 do
  local score = call('ZSCORE', P .. 'kx', ARGV[i])
  if score and tonumber(score) == tonumber(ARGV[i + 1]) then
    dropped = dropped + call('ZREM', P .. 'kx', ARGV[i])
  end
end
return dropped
