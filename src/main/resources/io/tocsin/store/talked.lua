-- Notes in a warning's timeline what was said in a call.
--
-- ARGV     block, index, fence, text, '1' when the number may have to be flagged for it
-- returns  1, or 0 when there is no such attempt
-- cost     two GETRANGE of a few bytes and an APPEND

local name, index, fence, text = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local header = call('GETRANGE', P .. 's:' .. name, 0, HEADER - 1)
local row = call('GETRANGE', P .. 's:' .. name, HEADER + index * ROW, HEADER + ROW - 1 + index * ROW)
if #row < ROW or fence < 1 or unpackb('>H', row, 7) < fence then
  return 0
end
local made = unpackb('>I8', header, 9)
local block = {name = name, notes = {}, stamp = stamp(NOW_MS - made, math.max(0, NOW - floor(made / 1000)))}
note(block, 17, unpackb('>H', row, 7) == fence and byte(row, 13) or 0, fence, text, pack('>H', index))
writeNotes(block)
if ARGV[5] == '1' then
  suspect(sub(pack('>I8', tonumber(name)), 4) .. pack('>H', index))
end
return 1
