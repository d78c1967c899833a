-- Flags the warning of an attempt: its person seems to be a victim. The number's open flag is opened, or joined.
--
-- ARGV     ms that events are kept, block, index, fence, evidence, phone key, encrypted phone
-- returns  1 flagged; 0 when that attempt did so before; -1 when there is no such attempt
-- cost     a GETRANGE of the block, an APPEND, an HGET and an HSET; of a warning that is flagged already also its block's timeline
--
-- An open flag, in the hash F under the phone key: version 1, grade, since (s, u32), last (s, u32), count (u32), places (block,
-- index) of the first and of the last warning, encrypted phone (u16 length), and reasons (u8 length each), of which the first 8
-- are kept.

local keepEvents, name, index, fence = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local evidence, phone, sealed = ARGV[5], ARGV[6], ARGV[7]
local FLAG, REASONS = 16, 8

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

local key, grade = P .. 'F', byte(block.s, 5)
local known = call('HGET', key, phone)
local since, count, first, reasons = NOW, 0, place, ''
if known then
  local worst, begun, _, times = unpackb('>BI4I4I4', known, 2)
  grade, since, count, first = math.min(grade, worst), begun, times, sub(known, 15, 21)
  local length = unpackb('>H', known, 29)
  sealed, reasons = sub(known, 31, 30 + length), sub(known, 31 + length)
end
local at, n, isKnown = 1, 0, false
while at <= #reasons do
  local length = byte(reasons, at)
  isKnown = isKnown or sub(reasons, at + 1, at + length) == evidence
  at, n = at + 1 + length, n + 1
end
if not isKnown and n < REASONS then
  reasons = reasons .. char(#evidence) .. evidence
end
call('HSET', key, phone, concat({pack('>BBI4I4I4', 1, grade, since, NOW, count + 1), first, place, pack('>H', #sealed), sealed,
  reasons}))
finish(keepEvents)
return 1
