-- Takes a reply: on the timeline of its warning and into its client's events, or by itself; and all that follows from it.
--
-- ARGV     ms that events are kept; fingerprint and for how long (ms) the same is the same again, or '' and 0; key of the parts that
--          it was put together from, or ''; block or '' for none, index, carrier number, encrypted reply, most replies to a warning;
--          phone key, entry of the stop list or '', changes of it that are kept; '' or what opens a case: encrypted person, grade,
--          fraud type, unit or '', reason, day, clocks, encrypted note; then most replies without a warning, ms that those are kept
-- returns  {0 it had come before, 1 it stands with its warning, 2 by itself, 3 its warning has too many; 1 when it put the number on
--          the stop list; 2 when it opened a case, 1 when it joined one}
-- cost     a GETRANGE of the block, an APPEND, and about ten commands; about 30 more for a case

local keepEvents, merged, name, index = tonumber(ARGV[1]), ARGV[4], ARGV[5], tonumber(ARGV[6])
local most, phone, stop = tonumber(ARGV[9]), ARGV[10], ARGV[11]
local REPLY, OPTED_OUT, REPLIED = 21, 22, 16384

if merged ~= '' then
  -- Whoever takes the parts takes the whole.
  if call('EXISTS', P .. 'Mp:' .. merged) == 0 then
    return {0, 0, 0}
  end
elseif isRepeated(ARGV[2], tonumber(ARGV[3])) then
  return {0, 0, 0}
end

local stopped = 0
if stop ~= '' and call('HSETNX', P .. 'o', phone, stop) == 1 then
  stopped = 1
  call('INCR', P .. 'ov')
  call('RPUSH', P .. 'oc', '+' .. phone .. stop)
  call('LTRIM', P .. 'oc', -tonumber(ARGV[12]), -1)
end

local block = name ~= '' and open(name) or nil
local place, fate = '', 2
if block and index < block.rows then
  place = sub(pack('>I8', tonumber(name)), 4) .. pack('>H', index)
  local said, key = decimal(index), P .. 'M:' .. name
  local n = call('HINCRBY', key, said, 1)
  if n > most then
    call('HINCRBY', key, said, -1)
    fate = 3
  else
    fate = 1
    call('HSET', key, said .. ':' .. decimal(n), ARGV[8])
    note(block, REPLY, tonumber(ARGV[7]), 0, decimal(n), pack('>H', index))
    call('XADD', P .. 'e:' .. decimal(block.client), 'MINID', '~', decimal(NOW_MS - keepEvents), '*',
      'd', sub(place, 1, 5) .. pack('>H', REPLIED + index), 'n', decimal(n))
  end
  if stop ~= '' and fate == 1 then
    note(block, OPTED_OUT, 0, 0, stopped == 1 and '' or 'again', pack('>H', index))
  end
  writeNotes(block)
else
  local key = P .. 'Mu'
  call('ZADD', key, decimal(NOW_MS), ARGV[8])
  local last = tonumber(ARGV[#ARGV])
  call('ZREMRANGEBYSCORE', key, '-inf', decimal(NOW_MS - last))
  call('ZREMRANGEBYRANK', key, 0, -1 - tonumber(ARGV[#ARGV - 1]))
end

local flagged = 0
if ARGV[13] ~= '' then
  local _, opened = flagCase({phone = phone, sealed = ARGV[13], grade = tonumber(ARGV[14]), fraud = ARGV[15], unit = ARGV[16],
    reason = ARGV[17], at = NOW_MS, place = place, count = 1, by = '', how = 1, note = ARGV[20]}, clocksOf(ARGV[19]), ARGV[18])
  flagged = opened and 2 or 1
end

-- Last: where anything above fails, the reply is still there, or not known yet.
if merged ~= '' then
  call('DEL', P .. 'Mp:' .. merged)
  call('ZREM', P .. 'Mt', merged)
end
remember(ARGV[2])
return {fate, stopped, flagged}
