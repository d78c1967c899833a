-- Asks whose the kept receipts are of which somebody should ask, and tells those that found their attempt.
--
-- ARGV     at most so many
-- returns  receipts to be applied, as they stand in gb; they stay there until they are taken out
-- cost     two commands when there is nothing to do

local most = tonumber(ARGV[1])

-- The attempts of unknown end that the receipt can be of: fenced before it came, and about when the carrier says it was submitted.
local function fitting(record, doubts)
  local arrived, submitted = unpackb('>I4I4', record, 17)
  local fit = {}
  for _, entry in ipairs(doubts) do
    local fenced = unpackb('>I4', entry, 10)
    if fenced <= arrived and (submitted == 0 or math.abs(fenced - submitted) <= SKEW) then
      fit[#fit + 1] = entry
    end
  end
  return fit
end

-- Whether all of them are attempts at one warning.
local function isOne(entries)
  for _, entry in ipairs(entries) do
    if sub(entry, 1, 7) ~= sub(entries[1], 1, 7) then
      return false
    end
  end
  return true
end

local function ask(carrier, phone)
  local key, index = P .. 'g:' .. carrier, P .. 'a:' .. carrier
  local doubts, found = doubtsOf(index, phone), {}
  for _, id in ipairs(keptOf(key, phone)) do
    local record = call('HGET', key, 'i' .. id)
    local class = record and byte(record, 25) or SEVERAL
    if class < SEVERAL then
      local fit = fitting(record, doubts)
      if #fit == 1 or (fit[1] and class == 1 and isOne(fit)) then
        -- Whichever of its attempts it was: the person got it.
        found[#found + 1] = {id = id, record = record, entry = fit[#fit], delivered = class == 1}
      elseif fit[1] then
        -- It will never be known by elimination: what is left over then may have ended otherwise.
        call('HSET', key, 'i' .. id, sub(record, 1, 24) .. char(class + SEVERAL) .. sub(record, 26))
      end
    end
  end
  -- Part one of one: which part an id stood for is not known, and a delivered part is a delivery.
  local known = {}
  for _, delivered in ipairs({true, false}) do
    for _, each in ipairs(found) do
      if each.delivered == delivered then
        bindKept(carrier, each.id, each.record, sub(each.entry, 1, 9) .. '\0\1')
        known[each.entry] = true
      end
    end
  end
  local left = {}
  for _, entry in ipairs(doubts) do
    if not known[entry] then
      left[#left + 1] = entry
    end
  end
  if found[1] and left[1] then
    call('HSET', index, phone, concat(left))
  elseif found[1] then
    call('HDEL', index, phone)
  end
end

for _, member in ipairs(call('ZRANGEBYSCORE', P .. 'ge', '-inf', decimal(NOW_MS), 'LIMIT', 0, most)) do
  call('ZREM', P .. 'ge', member)
  ask(byte(member, 1), sub(member, 2))
end
return call('LRANGE', P .. 'gb', 0, most - 1)
