-- Looks at cases that are not done: has it become another question who sees those of their unit, or did an earlier version count a
-- first touch as late that has been?
--
-- ARGV     queue or set (kq:*, kl, kw, ke), how many from its end are done with, how many to look at
-- returns  how many were looked at
-- cost     an HMGET and two look-ups of its unit for each, about 20 commands for one that changes

local members = call('ZREVRANGE', P .. ARGV[1], ARGV[2], tonumber(ARGV[2]) + tonumber(ARGV[3]) - 1)
for _, n in ipairs(members) do
  local c = loadCase(n)
  if c and c.s ~= DONE then
    -- Cases of earlier versions made their units known to nobody.
    knownUnit(c.u)
    if strayOf(c.u) ~= c.y or (c.ft and c.bt) then
      local time = c.s ~= OPEN and tonumber(call('ZSCORE', P .. SETS[c.s], n))
      leave(c)
      rehome(c)
      enter(c, c.s, time)
      save(c)
    end
  end
end
return #members
