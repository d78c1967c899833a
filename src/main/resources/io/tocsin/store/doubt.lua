-- Keeps the index of ambiguous attempts by phone in step with the rows.
--
-- ARGV     per attempt: carrier number, phone key, block, index, second of its fence since 1970
-- returns  nothing
-- cost     three commands an attempt; attempts of unknown end are few

for i = 1, #ARGV, 5 do
  local key, phone, block, index = P .. 'a:' .. ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3])
  local place = pack('>I5H', tonumber(block), index)
  local row = call('GETRANGE', P .. 's:' .. block, HEADER + index * ROW, HEADER + ROW - 1 + index * ROW)
  local kept, old = {}, call('HGET', key, phone) or ''
  -- More than 16 to one number can never be told apart.
  for e = math.max(1, #old - 15 * 13 + 1), #old, 13 do
    local entry = sub(old, e, e + 12)
    if sub(entry, 1, 7) ~= place then
      kept[#kept + 1] = entry
    end
  end
  if #row == ROW and byte(row, 1) == AWAITING and byte(row, 14) % 2 == 1 and byte(row, 13) == tonumber(ARGV[i]) then
    kept[#kept + 1] = place .. sub(row, 7, 8) .. pack('>I4', tonumber(ARGV[i + 4]))
  end
  if kept[1] then
    call('HSET', key, phone, concat(kept))
  else
    call('HDEL', key, phone)
  end
end
return nil
