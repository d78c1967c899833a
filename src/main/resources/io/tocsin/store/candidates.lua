-- Ambiguous attempts on a carrier to numbers, those of them that still are.
--
-- ARGV     carrier number, then phone keys
-- returns  per phone key its attempts, 13 bytes each: block (5), index (2), fence (2), second of the fence (4)
-- cost     an HMGET and a GETRANGE per candidate; only for receipts of unknown message ids

local key, result = P .. 'a:' .. ARGV[1], {}
local found = call('HMGET', key, unpack(ARGV, 2))
for i = 1, #ARGV - 1 do
  local all, open = found[i] or '', {}
  for e = 1, #all, 13 do
    local entry = sub(all, e, e + 12)
    local block, index = unpackb('>I5H', entry)
    local row = call('GETRANGE', P .. 's:' .. decimal(block), HEADER + index * ROW, HEADER + ROW - 1 + index * ROW)
    if #row == ROW and byte(row, 1) == AWAITING and byte(row, 14) % 2 == 1 and sub(row, 7, 8) == sub(entry, 8, 9) then
      open[#open + 1] = entry
    end
  end
  result[i] = concat(open)
  if #result[i] ~= #all then
    if open[1] then
      call('HSET', key, ARGV[i + 1], result[i])
    else
      call('HDEL', key, ARGV[i + 1])
    end
  end
end
return result
