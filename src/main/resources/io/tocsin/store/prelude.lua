-- What the scripts about warnings share; put in front of each of them.
--
-- KEYS[1]  the hash tag, as {3}: every key a script touches begins with it
--
-- Rows are compared and written as strings, by runs. What else has to move with them (counters, fences, events, timeline) is
-- gathered here and written once, by finish(), so that it costs per block or per script and not per warning.

local call, sub, rep, byte, char = redis.call, string.sub, string.rep, string.byte, string.char
local pack, unpackb, floor, concat = struct.pack, struct.unpack, math.floor, table.concat
local P = KEYS[1]
local TIME = call('TIME')
local NOW = tonumber(TIME[1])
local NOW_MS = NOW * 1000 + floor(tonumber(TIME[2]) / 1000)
local HEADER, ROW = 48, 16
local SCHEDULED, READY, IN_FLIGHT, AWAITING, REACHED, UNREACHED, EXPIRED, CANCELLED = 0, 1, 2, 3, 4, 5, 7, 8
local BUSY, REJECTED = 3, 7
local AMBIGUOUS, FLAGGED, CONFIRM = 1, 2, 4

local deltas, fences, events, closed, finals, totals = {}, {}, {}, {}, {}, {}

local function decimal(n)
  return string.format('%d', n)
end

-- When a note is written: milliseconds after the block was made, which fit for 24 days; then seconds, with the highest bit set.
local function stamp(millis, second)
  if millis < 0 then
    return 0
  end
  return millis < 2147483648 and millis or 2147483648 + second
end

-- Whole state of a block and what its header says; nil when the block is gone.
local function open(block)
  local s = call('GETRANGE', P .. 's:' .. block, 0, -1)
  if #s < HEADER then
    return nil
  end
  local client, made = unpackb('>HI8', s, 7)
  local channel, _, grade = byte(s, 3, 5)
  local second = NOW - floor(made / 1000)
  if second < 0 then
    second = 0
  end
  return {s = s, name = block, rows = unpackb('>H', s), client = client, batch = sub(s, 17, 32), second = second, grade = grade,
    totals = (channel * 8 + grade) * 32, at = pack('>I4', second), stamp = stamp(NOW_MS - made, second), notes = {}}
end

-- n warnings of the block's batch, channel and grade go from one state to another.
local function count(block, from, to, n)
  if from == to then
    return
  end
  local d = deltas[block.batch]
  if not d then
    d = {}
    deltas[block.batch] = d
  end
  d[from] = (d[from] or 0) - n
  d[to] = (d[to] or 0) + n
  local left, entered = block.totals + from, block.totals + to
  totals[left] = (totals[left] or 0) - n
  totals[entered] = (totals[entered] or 0) + n
  if to >= REACHED then
    finals[block.batch] = true
    if from < REACHED then
      closed[block.client] = (closed[block.client] or 0) + n
    end
  end
end

-- n rows of the block begin (or, negative, cease) to wait; their operator as its ordinal.
local function await(block, operator, n)
  local place = block.totals + 16 + operator
  totals[place] = (totals[place] or 0) + n
end

-- The ordinal of the operator of a row, and the index behind the last row of its span.
local function span(block, index)
  local operator, ending
  for at = 41, 39 + 2 * byte(block.s, 4), 2 do
    local packed = unpackb('>H', block.s, at)
    operator, ending = floor(packed / 4096), packed % 4096
    if index < ending then
      break
    end
  end
  return operator, ending
end

-- The same for rows of which only their place is known.
local function awaitRun(block, from, n, sign)
  while n > 0 do
    local operator, ending = span(block, from)
    local some = math.max(1, math.min(n, ending - from))
    await(block, operator, sign * some)
    from, n = from + some, n - some
  end
end

local function countFlagged(block, n)
  local d = deltas[block.batch] or {}
  deltas[block.batch] = d
  d.f = (d.f or 0) + n
end

-- n rows of the block begin (or, negative, cease) to be held by the node.
local function hold(node, block, n)
  local f = fences[node]
  if not f then
    f = {}
    fences[node] = f
  end
  f[block.name] = (f[block.name] or 0) + n
end

-- The packed place (block, index) of a warning that became final.
local function announce(block, place)
  local e = events[block.client]
  if not e then
    e = {}
    events[block.client] = e
  end
  e[#e + 1] = place
end

local function announceRun(block, from, n)
  local prefix = sub(pack('>I8', tonumber(block.name)), 4)
  for i = from, from + n - 1 do
    announce(block, prefix .. char(floor(i / 256), i % 256))
  end
end

-- Adds an entry to the block's timeline; indexes are packed.
local function note(block, kind, carrier, fence, text, indexes)
  local notes = block.notes
  notes[#notes + 1] = pack('>HBI4BHB', 9 + #text + #indexes, kind, block.stamp, carrier, fence, #text)
  notes[#notes + 1] = text
  notes[#notes + 1] = indexes
end

-- Whether the number of that warning is to be flagged is for somebody to look at, until it is known. The score says which event
-- it was: one that comes while somebody looks is looked at again.
local function suspect(place)
  call('ZADD', P .. 'kx', decimal(NOW * 1000000 + tonumber(TIME[2])), place)
end

local function run(from, n)
  return pack('>HHH', 65535, from, n)
end

-- Texts to numbers are logged by day and slice of their tags: a tag (8 bytes) and a place (7) each.
local TAG, TEXT = 8, 15

local function textLog(day, slice)
  return P .. 'Mn:' .. day .. ':' .. slice
end

-- The place of the latest text in the log whose number has that tag; nil when there is none.
local function latestText(log, tag)
  local found, at = nil, string.find(log, tag, 1, true)
  while at do
    -- Bytes of two entries may look like a tag.
    local whole = at % TEXT == 1
    if whole then
      found = sub(log, at + TAG, at + TEXT - 1)
    end
    at = string.find(log, tag, at + (whole and TEXT or 1), true)
  end
  return found
end

local function writeNotes(block)
  if block.notes[1] then
    call('APPEND', P .. 't:' .. block.name, concat(block.notes))
  end
end

-- Puts the batch where claims find it, now or when its next item is due; 0 for at once.
local function enlist(lane, batch, due)
  if due <= NOW_MS then
    if call('ZADD', P .. 'l:' .. lane, 'NX', call('GET', P .. 'u') or '0', batch) == 1 then
      call('ZADD', P .. 'j:' .. lane, decimal(due > 0 and due or NOW_MS), batch)
    end
  else
    call('ZADD', P .. 'w:' .. lane, 'LT', decimal(due), batch)
  end
end

-- The batch leaves the lane, whether it could be claimed or waited.
local function delist(lane, batch)
  call('ZREM', P .. 'l:' .. lane, batch)
  call('ZREM', P .. 'j:' .. lane, batch)
  call('ZREM', P .. 'w:' .. lane, batch)
end

-- Writes what was gathered; returns the batches that have nothing open left here.
local function finish(keepEvents)
  for node, blocks in pairs(fences) do
    local key = P .. 'f:' .. node
    for block, n in pairs(blocks) do
      if n ~= 0 and call('HINCRBY', key, block, n) <= 0 then
        call('HDEL', key, block)
      end
    end
  end
  for batch, d in pairs(deltas) do
    local key, emptied = P .. 'c:' .. batch, false
    for field, n in pairs(d) do
      if n ~= 0 and call('HINCRBY', key, field, n) == 0 and field ~= 'f' and field < REACHED then
        emptied = true
      end
    end
    -- Nothing is open only when something just ceased to be.
    if finals[batch] == true and not emptied then
      finals[batch] = nil
    end
  end
  local sums = {'BITFIELD', P .. 'G'}
  for place, n in pairs(totals) do
    if n ~= 0 then
      local s = #sums
      sums[s + 1], sums[s + 2], sums[s + 3], sums[s + 4] = 'INCRBY', 'i64', '#' .. decimal(place), decimal(n)
    end
  end
  if sums[3] then
    call(unpack(sums))
  end
  for client, n in pairs(closed) do
    call('HINCRBY', P .. 'i', client, -n)
  end
  for client, places in pairs(events) do
    call('XADD', P .. 'e:' .. client, 'MINID', '~', decimal(NOW_MS - keepEvents), '*', 'd', concat(places))
  end
  local done = {}
  for batch in pairs(finals) do
    local open = call('HMGET', P .. 'c:' .. batch, '0', '1', '2', '3')
    if tonumber(open[1] or 0) + tonumber(open[2] or 0) + tonumber(open[3] or 0) + tonumber(open[4] or 0) == 0 then
      done[#done + 1] = batch
    end
  end
  return done
end
