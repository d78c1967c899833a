-- Fences waiting warnings for a carrier.
--
-- ARGV     node, carrier number, max, token (a number that grows), numbers of the operators for which other carriers could take
--          what failed on this one, each with : and the bits of those carriers (- for none), lanes in order of service …
-- returns  {version of the stop list, 1 when there may be more, then per run of equal rows: block, first index, count, row
--          before, row now}
-- cost     per block a GETRANGE, a SETRANGE and an APPEND; per lane and turn some set operations; nothing per warning of a run
--
-- The answer is kept under the carrier: asked again with the same token (the answer was lost) it is given again, and a request
-- that arrives after a later one (a dead connection's) does nothing.

local node, carrier, max, token = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local nodeBytes, carrierByte = pack('>H', tonumber(node)), char(carrier)
local TURN, TURNS = 256, 48
-- What failed on this carrier is left so many times, so long each, to others that have not refused it, whose bits these are.
-- NETWORK, QUOTA, TIME_WINDOW and CONFIG are about the carrier, not the phone.
local elsewhere, NETWORK, CONFIG, LEFT, LEAVE_MS = 0, 8, 11, 15, 200
local mine = bit.lshift(1, carrier % 16)

local answers = P .. 'y:' .. node
local last = call('HGET', answers, ARGV[2])
if last then
  local lastToken, packed = string.match(last, '^(%d+) (.*)$')
  lastToken = tonumber(lastToken)
  if lastToken == token then
    return cmsgpack.unpack(packed)
  elseif lastToken > token then
    return {'0', 0}
  end
end

local reply = {call('GET', P .. 'ov') or '0', 0}
local taken, operator = 0, 0

-- n rows from that index are all equal to before and waiting: they are this node's now.
local function fence(block, from, n, before)
  local number = unpackb('>H', before, 7) + 1
  local flags = byte(before, 14)
  local after = char(IN_FLIGHT) .. sub(before, 2, 2) .. block.at .. pack('>H', number) .. sub(before, 9, 12) .. carrierByte ..
      char(flags - flags % 2) .. nodeBytes
  call('SETRANGE', P .. 's:' .. block.name, HEADER + from * ROW, n == 1 and after or rep(after, n))
  count(block, byte(before, 1), IN_FLIGHT, n)
  awaitRun(block, from, n, -1)
  hold(node, block, n)
  note(block, 1, carrier, number, '', run(from, n))
  local r = #reply
  reply[r + 1], reply[r + 2], reply[r + 3], reply[r + 4], reply[r + 5] = block.name, from, n, before, after
  taken = taken + n
end

local function waits(row)
  return byte(row, 1) <= READY and sub(row, 7, 8) ~= '\255\255'
end

-- Leaves an item to another carrier for a moment; how often, stands behind the point of its time.
local function leave(key, member, due)
  local times = floor((due % 1) * 1024 + 0.5)
  if times >= LEFT then
    return false
  end
  call('ZADD', key, string.format('%.6f', NOW_MS + LEAVE_MS + (times + 1) / 1024), member)
  return true
end

local function isOthers(row)
  local cause, refusers = byte(row, 2), unpackb('>H', row, 15)
  return cause >= NETWORK and cause <= CONFIG and (byte(row, 13) == carrier or bit.band(refusers, mine) > 0) and
      bit.band(elsewhere, bit.bnot(refusers)) > 0
end

-- Items of the batch that are due.
local function takeDue(lane, batch, want)
  local key = P .. 'z:' .. lane .. ':' .. batch
  local members, dues = call('ZRANGEBYSCORE', key, '-inf', decimal(NOW_MS), 'LIMIT', 0, want), {}
  if not members[1] then
    return
  end
  if elsewhere > 0 then
    for m, member in ipairs(members) do
      dues[m] = tonumber(call('ZSCORE', key, member))
    end
  end
  call('ZREM', key, unpack(members))
  local blocks, order = {}, {}
  local left = {}
  for m, member in ipairs(members) do
    local name, index, step = string.match(member, '^(%d+):(%d+):(%d+)$')
    if name then
      if not blocks[name] then
        blocks[name] = {}
        order[#order + 1] = name
      end
      local items = blocks[name]
      items[#items + 1] = index * 256 + step
      left[member] = dues[m]
    else
      local block, range = string.match(member, '^(%d+)@(%d+:%d+)$')
      call('RPUSH', P .. 'q:' .. lane .. ':' .. batch, block .. ':' .. range)
    end
  end
  for _, name in ipairs(order) do
    local block = open(name)
    local items = block and blocks[name] or {}
    table.sort(items)
    local from, n, row = 0, 0, nil
    for _, item in ipairs(items) do
      local index, step = floor(item / 256), item % 256
      local now = sub(block.s, HEADER + 1 + index * ROW, HEADER + ROW + index * ROW)
      if n > 0 and (now ~= row or index ~= from + n) then
        fence(block, from, n, row)
        n = 0
      end
      local member = elsewhere > 0 and concat({name, index, step}, ':')
      if waits(now) and byte(now, 9) == step and not (member and isOthers(now) and leave(key, member, left[member])) then
        if n == 0 then
          from, row = index, now
        end
        n = n + 1
      end
    end
    if n > 0 then
      fence(block, from, n, row)
    end
    if block then
      writeNotes(block)
    end
  end
end

-- Rows [from, from + n) of the block, those of them that nothing has happened to.
local function fenceFresh(block, from, n)
  local now = sub(block.s, HEADER + 1 + from * ROW, HEADER + (from + n) * ROW)
  local i = 0
  while i < n do
    local row = sub(now, 1 + i * ROW, (i + 1) * ROW)
    local j = n
    if i > 0 or now ~= rep(row, n) then
      j = i + 1
      while j < n and sub(now, 1 + j * ROW, (j + 1) * ROW) == row do
        j = j + 1
      end
    end
    if #row == ROW and waits(row) and sub(row, 7, 9) == '\0\0\0' then
      fence(block, from + i, j - i, row)
    end
    i = j
  end
end

local function takeFresh(lane, batch, want)
  local key = P .. 'q:' .. lane .. ':' .. batch
  local goal, looked = taken + want, 0
  while taken < goal and looked < 4 * max do
    local entry = call('LINDEX', key, 0)
    if not entry then
      return
    end
    local name, cursor, ending = string.match(entry, '^(%d+):(%d+):(%d+)$')
    cursor, ending = tonumber(cursor), tonumber(ending)
    local n = math.min(goal - taken, ending - cursor)
    local block = open(name)
    if block then
      fenceFresh(block, cursor, n)
      writeNotes(block)
    end
    if not block or cursor + n >= ending then
      call('LPOP', key)
    else
      call('LSET', key, 0, name .. ':' .. (cursor + n) .. ':' .. ending)
    end
    looked = looked + n + 1
  end
end

-- Since when the batch's next item could be sent: later than before, as items are taken in that order. A block with a later
-- start was made long before it could be sent, so what was known is not gone behind.
local function wait(lane, batch, due, queued)
  local since, head = tonumber(call('ZSCORE', P .. 'j:' .. lane, batch) or '0'), NOW_MS
  if due and due < head then
    head = due
  end
  local made = queued and call('GETRANGE', P .. 's:' .. string.match(queued, '^%d+'), 8, 15) or ''
  if #made == 8 then
    head = math.min(head, (unpackb('>I8', made)))
  end
  if head > since then
    call('ZADD', P .. 'j:' .. lane, decimal(head), batch)
  end
end

-- The batch goes to the end of the turns, or to those that wait, or leaves the lane.
local function turn(lane, batch)
  local first = call('ZRANGE', P .. 'z:' .. lane .. ':' .. batch, 0, 0, 'WITHSCORES')
  local due = first[2] and tonumber(first[2])
  local queued = call('LINDEX', P .. 'q:' .. lane .. ':' .. batch, 0)
  if (due and due <= NOW_MS) or queued then
    call('ZADD', P .. 'l:' .. lane, call('INCR', P .. 'u'), batch)
    if due ~= 0 then
      wait(lane, batch, due, queued)
    end
    return
  end
  call('ZREM', P .. 'l:' .. lane, batch)
  call('ZREM', P .. 'j:' .. lane, batch)
  if due then
    call('ZADD', P .. 'w:' .. lane, decimal(due), batch)
  end
end

local function wake(lane)
  local due = call('ZRANGEBYSCORE', P .. 'w:' .. lane, '-inf', decimal(NOW_MS), 'WITHSCORES', 'LIMIT', 0, 64)
  for d = 1, #due, 2 do
    call('ZREM', P .. 'w:' .. lane, due[d])
    enlist(lane, due[d], tonumber(due[d + 1]))
  end
end

-- Lanes of one grade take turns, too: no operator waits for another's, and what shares a block leaves together.
local function serve(lanes)
  local n, turns = #lanes, 0
  local want, i = math.min(TURN, math.ceil((max - taken) / n)), tonumber(call('GET', P .. 'u') or 0) % n
  while taken < max and n > 0 do
    i = i % n + 1
    local lane = lanes[i]
    local batch = call('ZRANGE', P .. 'l:' .. lane, 0, 0)[1]
    if not batch then
      table.remove(lanes, i)
      i, n = i - 1, n - 1
    elseif turns == TURNS then
      reply[2] = 1
      return
    else
      turns = turns + 1
      operator = tonumber(sub(lane, 2, 2))
      elsewhere = tonumber(string.match(ARGV[5], operator .. ':(%d+)') or 0)
      local goal = math.min(max, taken + want)
      takeDue(lane, batch, goal - taken)
      if taken < goal then
        takeFresh(lane, batch, goal - taken)
      end
      turn(lane, batch)
    end
  end
end

local i = 6
while ARGV[i] and taken < max do
  local grade, lanes = sub(ARGV[i], 3), {}
  while ARGV[i] and sub(ARGV[i], 3) == grade do
    wake(ARGV[i])
    lanes[#lanes + 1] = ARGV[i]
    i = i + 1
  end
  serve(lanes)
end
if taken >= max then
  reply[2] = 1
end

if taken > 0 then
  finish(0)
  call('HSET', answers, ARGV[2], ARGV[4] .. ' ' .. cmsgpack.pack(reply))
end
return reply
