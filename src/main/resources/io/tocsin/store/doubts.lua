-- Attempts of unknown end by phone, and the receipts that are kept because nobody knows (yet) whose they are. Put behind
-- prelude.lua in front of the scripts that need it.
--
-- a:C  hash, phone -> attempts of unknown end on carrier C: block (5), index (2), fence (2), second of the fence (4), 1 when the
--      carrier's rule has gone on without knowing (1)
-- g:C  hash, 'i' and message id -> a kept receipt: phone (16), second it came (4), second of its submit or 0 (4), class, of which
--      128 says that it fitted several attempts (1), raw code; 'p' and phone -> its message ids, each with its length
-- gx:C zset, message ids by the time (ms) they came
-- ge   zset, carrier (1) and phone by the time (ms) at which somebody should ask whose its kept receipts are
-- gb   list, receipts that found their attempt: carrier (1), place (11), class (1), raw code

local ENTRY, SEVERAL, UNKNOWN_END, SKEW = 14, 128, 12, 300

-- The row that an entry of a:C speaks of.
local function rowOf(entry)
  local block, index = unpackb('>I5H', entry)
  local offset = HEADER + index * ROW
  return call('GETRANGE', P .. 's:' .. decimal(block), offset, offset + ROW - 1)
end

-- Whether the attempt's end still is unknown and of interest.
local function isUnknown(entry)
  local row = rowOf(entry)
  if #row < ROW or byte(row, 1) >= REACHED then
    return false
  end
  if sub(row, 7, 8) ~= sub(entry, 8, 9) then
    return byte(entry, 14) == 1
  end
  return (byte(row, 1) == AWAITING and byte(row, 14) % 2 == 1) or (byte(row, 1) <= READY and byte(row, 2) == UNKNOWN_END)
end

-- The phone's attempts of unknown end on the carrier; those that are known by now are forgotten.
local function doubtsOf(key, phone)
  local all, open = call('HGET', key, phone) or '', {}
  for e = 1, #all - ENTRY + 1, ENTRY do
    local entry = sub(all, e, e + ENTRY - 1)
    if isUnknown(entry) then
      open[#open + 1] = entry
    end
  end
  if #open * ENTRY ~= #all then
    if open[1] then
      call('HSET', key, phone, concat(open))
    else
      call('HDEL', key, phone)
    end
  end
  return open
end

-- Message ids of the receipts kept for the phone.
local function keptOf(key, phone)
  local all, ids, at = call('HGET', key, 'p' .. phone) or '', {}, 1
  while at <= #all do
    local n = byte(all, at)
    ids[#ids + 1] = sub(all, at + 1, at + n)
    at = at + 1 + n
  end
  return ids
end

-- Whose the phone's kept receipts are is asked when whatever else was sent to it before they came has been answered or has
-- timed out too: as long after as the receipt took.
local function appoint(carrier, phone, arrived, fenced)
  if arrived >= fenced then
    local grace = math.max(2, math.min(15, arrived - fenced + 2))
    call('ZADD', P .. 'ge', 'GT', decimal(NOW_MS + grace * 1000), char(carrier) .. phone)
  end
end

-- Takes a kept receipt out.
local function release(carrier, id, record)
  local key, phone, left = P .. 'g:' .. carrier, sub(record, 1, 16), {}
  for _, each in ipairs(keptOf(key, phone)) do
    if each ~= id then
      left[#left + 1] = char(#each) .. each
    end
  end
  call('HDEL', key, 'i' .. id)
  if left[1] then
    call('HSET', key, 'p' .. phone, concat(left))
  else
    call('HDEL', key, 'p' .. phone)
  end
  call('ZREM', P .. 'gx:' .. carrier, id)
end

-- A receipt found its attempt; somebody will apply it.
local function bind(carrier, place, class, raw)
  call('RPUSH', P .. 'gb', char(carrier) .. place .. char(class % SEVERAL) .. raw)
end

local function bindKept(carrier, id, record, place)
  release(carrier, id, record)
  bind(carrier, place, byte(record, 25), sub(record, 26))
end
