-- Attempts that dead nodes hold are another node's from now on: the same attempts, under the same fences.
--
-- ARGV     the node, its name, number of dead nodes, those nodes …, then per block: number, how many rows, and per row its index
--          and what is known of it, without its holder (14 bytes)
-- returns  positions (from 0, in that order) of those that are the node's now, also when they were already
-- cost     a GETRANGE and an APPEND per block, a SETRANGE per row; only after a node's death

local node, name = ARGV[1], ARGV[2]
local bytes, holders, at = pack('>H', tonumber(node)), {}, 3
holders[bytes] = true
for _ = 1, tonumber(ARGV[at]) do
  at = at + 1
  holders[pack('>H', tonumber(ARGV[at]))] = true
end
at = at + 1

local taken, position = {}, 0
while ARGV[at] do
  local block = open(ARGV[at])
  local rows = tonumber(ARGV[at + 1])
  at = at + 2
  for _ = 1, rows do
    local index, known = tonumber(ARGV[at]), ARGV[at + 1]
    at = at + 2
    local row = block and sub(block.s, HEADER + 1 + index * ROW, HEADER + ROW + index * ROW) or ''
    local holder = sub(row, 15, 16)
    if #row == ROW and byte(row, 1) == IN_FLIGHT and sub(row, 1, 14) == known and holders[holder] then
      if holder ~= bytes then
        call('SETRANGE', P .. 's:' .. block.name, HEADER + index * ROW + 14, bytes)
        hold(decimal(unpackb('>H', holder)), block, -1)
        hold(node, block, 1)
        note(block, 18, byte(row, 13), unpackb('>H', row, 7), name, run(index, 1))
      end
      taken[#taken + 1] = position
    end
    position = position + 1
  end
  if block then
    writeNotes(block)
  end
end
finish(0)
return taken
