-- Opens a case of a number, or joins its open one.
--
-- ARGV     day, clocks, phone key, encrypted person, grade, fraud type, unit or '', reason (kind, NUL, text), place of a warning or
--          '', by, how its note is written, note, the score under
--          which the place was found among the warnings to be looked at, or ''
-- returns  {number, 1 when it was opened, 0 when it joined}; {} when another node has looked at the place already
-- cost     about 30 commands, whatever there is

local clocks = clocksOf(ARGV[2])
if ARGV[13] ~= '' then
  local score = call('ZSCORE', P .. 'kx', ARGV[9])
  if not score then
    return {}
  end
  -- A later event is looked at by itself.
  if tonumber(score) == tonumber(ARGV[13]) then
    call('ZREM', P .. 'kx', ARGV[9])
  end
end
local c, opened = flagCase({phone = ARGV[3], sealed = ARGV[4], grade = tonumber(ARGV[5]), fraud = ARGV[6], unit = ARGV[7],
  reason = ARGV[8], at = NOW_MS, place = ARGV[9], count = 1, by = ARGV[10], how = tonumber(ARGV[11]), note = ARGV[12]}, clocks,
  ARGV[1])
return {c.n, opened and 1 or 0}
