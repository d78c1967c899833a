-- A flag that an earlier version stored becomes a case, or joins one.
--
-- ARGV     day, clocks, phone key, encrypted person, the flag as it was read, reason ... (kind, NUL, text)
-- returns  {number, 1 when it was opened, 0 when it joined}; {} when the flag is not as it was read
-- cost     about 30 commands
--
-- A flag: version 1, grade, since (s, u32), last (s, u32), count (u32), places (block, index) of the first and of the last warning,
-- and what only its reader needs.

local phone, flag = ARGV[3], ARGV[5]
if call('HGET', P .. 'F', phone) ~= flag then
  return {}
end
call('HDEL', P .. 'F', phone)
local grade, since, _, count = unpackb('>BI4I4I4', flag, 2)
local first, last = sub(flag, 15, 21), sub(flag, 22, 28)
local c, opened = flagCase({phone = phone, sealed = ARGV[4], grade = grade, fraud = '', unit = '', reason = ARGV[6] or
  'victim-suspected\0', at = since * 1000, place = first, count = count, by = '', how = 0, note = ''}, clocksOf(ARGV[2]), ARGV[1])
addReason(c, ARGV[6] or 'victim-suspected\0', since * 1000, last)
for i = 7, #ARGV do
  addReason(c, ARGV[i], since * 1000, last)
end
entry(c, 'adopted', '', 0, '')
save(c)
return {c.n, opened and 1 or 0}
