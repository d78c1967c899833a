-- Warnings that a dead node still holds.
--
-- ARGV     the node, roughly at most so many
-- returns  {1 when the node holds nothing here any more else 0, then per block: number, its whole state}
-- cost     a GETRANGE per block; only after a node's death

local key, most = P .. 'f:' .. ARGV[1], tonumber(ARGV[2])
local holder, reply, found, cursor = pack('>H', tonumber(ARGV[1])), {0}, 0, '0'
repeat
  local page = call('HSCAN', key, cursor, 'COUNT', 64)
  cursor = page[1]
  for i = 1, #page[2], 2 do
    local name = page[2][i]
    local block, held = open(name), 0
    if block then
      for offset = HEADER, #block.s - ROW, ROW do
        if byte(block.s, offset + 1) == IN_FLIGHT and sub(block.s, offset + 15, offset + 16) == holder then
          held = held + 1
        end
      end
    end
    if held == 0 then
      call('HDEL', key, name)
    else
      found = found + held
      reply[#reply + 1] = name
      reply[#reply + 1] = block.s
    end
  end
until cursor == '0' or found >= most
if call('EXISTS', key) == 0 then
  call('DEL', P .. 'y:' .. ARGV[1])
  reply[1] = 1
end
return reply
