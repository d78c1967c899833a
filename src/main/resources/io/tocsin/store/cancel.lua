-- Ends a batch's waiting warnings as cancelled, a slice a call.
--
-- ARGV     batch, ms that events are kept, blocks a slice
-- returns  {1 when there is more to do else 0, the batch when nothing of it is open here}
-- cost     per block a GETRANGE, a SETRANGE per run and an APPEND; at most so many blocks and eight times as many single items

local batch, keepEvents, slice = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
call('HSET', P .. 'c:' .. batch, 'st', 'x')

local function isWaiting(block, index)
  local state = byte(block.s, HEADER + 1 + index * ROW)
  return state and state <= READY
end

-- Rows [from, ending) of the block, those that wait.
local function cancelRows(block, from, ending)
  local i = from
  while i < ending do
    local row = sub(block.s, HEADER + 1 + i * ROW, HEADER + ROW + i * ROW)
    local j = i + 1
    while j < ending and sub(block.s, HEADER + 1 + j * ROW, HEADER + ROW + j * ROW) == row do
      j = j + 1
    end
    if isWaiting(block, i) then
      local after = char(CANCELLED) .. sub(row, 2, 2) .. block.at .. sub(row, 7)
      call('SETRANGE', P .. 's:' .. block.name, HEADER + i * ROW, rep(after, j - i))
      count(block, byte(row, 1), CANCELLED, j - i)
      awaitRun(block, i, j - i, -1)
      announceRun(block, i, j - i)
      note(block, 11, 0, 0, '', run(i, j - i))
    end
    i = j
  end
end

local function cancelBlock(name, from, ending)
  local block = open(name)
  if block then
    cancelRows(block, from, math.min(ending, block.rows))
    writeNotes(block)
  end
end

local left, more = slice, 0
for _, lane in ipairs(call('SMEMBERS', P .. 'L:' .. batch)) do
  local queue, due = P .. 'q:' .. lane .. ':' .. batch, P .. 'z:' .. lane .. ':' .. batch
  delist(lane, batch)
  while left > 0 do
    local entry = call('LPOP', queue)
    if not entry then
      break
    end
    local name, cursor, ending = string.match(entry, '^(%d+):(%d+):(%d+)$')
    cancelBlock(name, tonumber(cursor), tonumber(ending))
    left = left - 1
  end
  if left > 0 then
    local items = call('ZPOPMIN', due, left * 8)
    for i = 1, #items, 2 do
      local name, index = string.match(items[i], '^(%d+):(%d+):%d+$')
      if name then
        cancelBlock(name, tonumber(index), tonumber(index) + 1)
      else
        local block, from, ending = string.match(items[i], '^(%d+)@(%d+):(%d+)$')
        cancelBlock(block, tonumber(from), tonumber(ending))
      end
    end
    left = left - #items / 16
  end
  if call('EXISTS', queue, due) > 0 then
    more = 1
  else
    call('SREM', P .. 'L:' .. batch, lane)
  end
end
finals[batch] = 'ask'
local done = finish(keepEvents)
return {more, done[1] or ''}
