-- Matches receipts of one carrier to attempts, and applies the plain deliveries among them.
--
-- ARGV     carrier number, ms that events are kept, how many ids a bucket keeps after their receipt (so that a second one is known
--          as such), 'ids' or 'places', number of codes, then per code: class, raw; a byte per receipt: its code; then per receipt:
--          message id, or the place (block, index, fence, part, parts) if that is known already: of receipts that were kept
-- returns  {a letter per receipt: A applied, L late, U unknown, D to be decided; receipt (u16), block, index, fence and row (27 bytes) of each D;
--          places whose ambiguity was ended by a delivery, each 9 bytes}
-- cost     an HMGET per bucket; per block touched a GETRANGE, a BITFIELD and an APPEND

local carrier, keepEvents, keepIds, known = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == 'places'
local at = 6
local codes = {}
for c = 0, tonumber(ARGV[5]) - 1 do
  codes[c] = {class = tonumber(ARGV[at]), raw = ARGV[at + 1]}
  at = at + 2
end
local codeOf = ARGV[at]
local n = #codeOf
local BUCKET, BUCKETS = floor(NOW / 14400), 19

-- The places of the receipts; which bucket an id was found in, where that is not the youngest.
local function look()
  local function bucket(b)
    return P .. 'm:' .. carrier .. ':' .. b
  end
  local places = call('HMGET', bucket(BUCKET), unpack(ARGV, at + 1, at + n))
  local missing, older = {}, {}
  for i = 1, n do
    if not places[i] then
      missing[#missing + 1] = i
    end
  end
  for b = BUCKET - 1, BUCKET - BUCKETS, -1 do
    if not missing[1] then
      break
    end
    if call('EXISTS', bucket(b)) == 1 then
      local ids, rest = {}, {}
      for k, i in ipairs(missing) do
        ids[k] = ARGV[at + i]
      end
      local found = call('HMGET', bucket(b), unpack(ids))
      for k, i in ipairs(missing) do
        if found[k] then
          places[i], older[i] = found[k], bucket(b)
        else
          rest[#rest + 1] = i
        end
      end
      missing = rest
    end
  end
  return places, older, bucket(BUCKET)
end

local places, older, youngest
if known then
  places = {unpack(ARGV, at + 1, at + n)}
else
  places, older, youngest = look()
end

local result, undecided, cleared = {}, {}, {}
local blocks, order = {}, {}
for i = 1, n do
  local place = places[i]
  -- The permanent field is no message.
  if place and #place == 11 then
    local b = sub(place, 1, 5)
    local items = blocks[b]
    if not items then
      items = {}
      blocks[b] = items
      order[#order + 1] = b
    end
    items[#items + 1] = i
  else
    result[i] = 'U'
  end
end

-- The mask of parts of an attempt that its row no longer speaks of; kept beside the message ids, for a bucket or two.
local function oldMask(place, bit, full)
  local field = '\0' .. sub(place, 1, 9)
  local young, old = P .. 'm:' .. carrier .. ':' .. BUCKET, P .. 'm:' .. carrier .. ':' .. (BUCKET - 1)
  local mask = tonumber(call('HGET', young, field) or call('HGET', old, field) or 0)
  if floor(mask / bit) % 2 == 1 then
    return nil
  end
  if mask + bit ~= full then
    if call('EXISTS', young) == 0 then
      call('HSET', young, '', rep('-', 65))
      call('EXPIRE', young, 288000)
    end
    call('HSET', young, field, mask + bit)
  end
  return mask + bit
end

-- A row that waits after a carrier's fault has no parts but the carriers that refused it.
local NETWORK, CONFIG = 8, 11
local function isRefused(cause)
  return cause >= NETWORK and cause <= CONFIG
end

local function settle(block, items)
  local s, set, seen, notes, reached = block.s, {'BITFIELD', P .. 's:' .. block.name}, {}, {}, {}
  local delivered = decimal(REACHED * 2 ^ 40 + 2 ^ 32 + block.second)
  local w = 2

  local function put(width, offset, value)
    set[w + 1], set[w + 2], set[w + 3], set[w + 4] = 'SET', width, decimal(offset * 8), value
    w = w + 4
  end

  local function noted(kind, i, place, fence)
    local key = fence * 4096 + byte(codeOf, i) * 16 + kind
    local list = notes[key]
    if list then
      list[#list + 1] = sub(place, 6, 7)
    else
      notes[key] = {sub(place, 6, 7)}
    end
  end

  local function late(i, place, fence)
    result[i] = 'L'
    noted(14, i, place, fence)
  end

  local function decide(i, place, offset, mask)
    result[i] = 'D'
    undecided[#undecided + 1] = concat({pack('>H', i - 1), sub(place, 1, 9), sub(s, offset + 1, offset + 14), mask})
  end

  for _, i in ipairs(items) do
    local place = places[i]
    local ih, il, fh, fl, part, parts = byte(place, 6, 11)
    local index, fence = ih * 256 + il, fh * 256 + fl
    local offset = HEADER + index * ROW
    local state = byte(s, offset + 1)
    if not state then
      result[i] = 'L'
    elseif state >= REACHED or seen[index] == true then
      late(i, place, fence)
    else
      local rh, rl, _, _, _, _, _, flags, ph, pl = byte(s, offset + 7, offset + ROW)
      local same = rh == fh and rl == fl
      if codes[byte(codeOf, i)].class ~= 1 then
        if same and state >= IN_FLIGHT then
          decide(i, place, offset, sub(s, offset + 15, offset + 16))
        else
          late(i, place, fence)
        end
      else
        local whole, twice, mask = parts == 1, false, ph * 256 + pl
        if not whole then
          local bit, full = 2 ^ part, 2 ^ parts - 1
          if same and (state > IN_FLIGHT or (state < IN_FLIGHT and not isRefused(byte(s, offset + 2)))) then
            mask = seen[index] or mask
            twice = floor(mask / bit) % 2 == 1
            if not twice then
              mask = mask + bit
              seen[index] = mask
              put('u16', offset + 14, decimal(mask))
            end
            whole = mask == full
          else
            local old = oldMask(place, bit, full)
            twice, whole = not old, old == full
          end
        end
        if twice then
          late(i, place, fence)
        elseif not whole then
          result[i] = 'A'
          noted(4, i, place, fence)
        elseif flags % 8 >= CONFIRM then
          decide(i, place, offset, pack('>H', mask))
        else
          result[i] = 'A'
          seen[index] = true
          put('u48', offset, delivered)
          if flags % 2 == 1 then
            put('u8', offset + 13, decimal(flags - 1))
            cleared[#cleared + 1] = sub(place, 1, 9)
          end
          if state == IN_FLIGHT then
            hold(decimal(ph * 256 + pl), block, -1)
            put('u16', offset + 14, '0')
          end
          reached[state] = (reached[state] or 0) + 1
          if state <= READY then
            awaitRun(block, index, 1, -1)
          end
          noted(4, i, place, fence)
          announce(block, sub(place, 1, 7))
        end
      end
    end
  end

  for j = 3, w, 4000 do
    call('BITFIELD', set[2], unpack(set, j, math.min(w, j + 3999)))
  end
  for state, k in pairs(reached) do
    count(block, state, REACHED, k)
  end
  for key, list in pairs(notes) do
    note(block, key % 16, tonumber(carrier), floor(key / 4096), codes[floor(key / 16) % 256].raw, concat(list))
  end
  writeNotes(block)
end

for _, b in ipairs(order) do
  local block = open(decimal(unpackb('>I5', b)))
  if block then
    settle(block, blocks[b])
  else
    for _, i in ipairs(blocks[b]) do
      result[i] = 'L'
    end
  end
end

-- Ids of what is over are forgotten, when they are many.
if not known and call('HLEN', youngest) > keepIds then
  local young, old = {}, {}
  for i = 1, n do
    if result[i] == 'A' or (result[i] == 'L' and places[i]) then
      if older[i] then
        old[older[i]] = old[older[i]] or {}
        table.insert(old[older[i]], ARGV[at + i])
      else
        young[#young + 1] = ARGV[at + i]
      end
    end
  end
  if young[1] then
    call('HDEL', youngest, unpack(young))
  end
  for bucket, ids in pairs(old) do
    call('HDEL', bucket, unpack(ids))
  end
end

local done = finish(keepEvents)
return {concat(result), concat(undecided), concat(cleared), unpack(done)}
