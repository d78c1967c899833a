-- Flags the warning of an attempt: its person seems to be a victim. The number's case is opened, or joined, in the same write.
--
-- ARGV     ms that events are kept, block, index, fence, evidence, phone key, encrypted person, day, clocks, fraud type, unit or
--          '', reason of the case
-- returns  2 flagged, which opened a case; 1 flagged, which joined one; 0 when that attempt did so before; -1 when there is no such attempt
-- cost     a GETRANGE of the block, an APPEND, and about 30 commands for the case; of a warning that is flagged already also its
--          block's timeline

local keepEvents, name, index, fence = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local evidence, phone, sealed = ARGV[5], ARGV[6], ARGV[7]
local FLAG = 16

local block = open(name)
local row = block and sub(block.s, HEADER + 1 + index * ROW, HEADER + ROW + index * ROW) or ''
if #row < ROW or fence < 1 or unpackb('>H', row, 7) < fence then
  return -1
end
local packedIndex, flags = pack('>H', index), byte(row, 14)

-- Whether that attempt's flag stands in the timeline.
local function told()
  local notes, at = call('GET', P .. 't:' .. name) or '', 1
  while at + 11 <= #notes do
    local length, kind, _, _, number = unpackb('>HBI4BH', notes, at)
    if kind == FLAG and number == fence and sub(notes, at + length, at + length + 1) == packedIndex then
      return true
    end
    at = at + 2 + length
  end
  return false
end

local fresh = flags % 4 < FLAGGED
if not fresh and told() then
  return 0
end
local place = sub(pack('>I8', tonumber(name)), 4) .. packedIndex
if fresh then
  -- Not its time: whoever settles the attempt compares the row with what he knows.
  call('SETRANGE', P .. 's:' .. name, HEADER + 13 + index * ROW, char(flags + FLAGGED))
  countFlagged(block, 1)
  announce(block, sub(pack('>I8', tonumber(name)), 4) .. pack('>H', 32768 + index))
end
note(block, FLAG, unpackb('>H', row, 7) == fence and byte(row, 13) or 0, fence, evidence, packedIndex)
writeNotes(block)

local _, opened = flagCase({phone = phone, sealed = sealed, grade = byte(block.s, 5), fraud = ARGV[10], unit = ARGV[11], reason = ARGV[12],
  at = NOW_MS, place = place, count = 1, by = '', how = 0, note = ''}, clocksOf(ARGV[9]), ARGV[8])
finish(keepEvents)
return opened and 2 or 1
