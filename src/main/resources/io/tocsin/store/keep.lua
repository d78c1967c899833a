-- Keeps receipts whose attempt nobody knows (yet): its answer may still come, or never.
--
-- ARGV     carrier number, most of the carrier here, ms that they are kept, then per receipt: phone key, message id, ms since it
--          came, second of its submit or 0, class, raw code
-- returns  how many older ones had to go: too many, or kept too long
-- cost     some twenty commands a receipt; only for receipts that matched nothing for seconds

local carrier, most, keep = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local key, order, gone = P .. 'g:' .. carrier, P .. 'gx:' .. carrier, 0
local BUCKET, MOST_OF_PHONE = floor(NOW / 14400), 16

local function drop(id)
  local record = call('HGET', key, 'i' .. id)
  if record then
    release(carrier, id, record)
    gone = gone + 1
  else
    call('ZREM', order, id)
  end
end

-- Where the id belongs, when its attempt was settled meanwhile.
local function placeOf(id)
  for b = BUCKET, BUCKET - 19, -1 do
    local place = call('HGET', P .. 'm:' .. carrier .. ':' .. b, id)
    if place and #place == 11 then
      return place
    end
  end
  return nil
end

for i = 4, #ARGV, 6 do
  local phone, id, arrived = ARGV[i], ARGV[i + 1], NOW_MS - tonumber(ARGV[i + 2])
  local place = placeOf(id)
  if place then
    bind(carrier, place, tonumber(ARGV[i + 4]), ARGV[i + 5])
  elseif call('HEXISTS', key, 'i' .. id) == 0 then
    local ids, second = keptOf(key, phone), floor(arrived / 1000)
    if #ids == MOST_OF_PHONE then
      drop(ids[1])
    end
    call('HSET', key, 'i' .. id,
        phone .. pack('>I4I4B', second, tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])) .. ARGV[i + 5],
        'p' .. phone, (call('HGET', key, 'p' .. phone) or '') .. char(#id) .. id)
    call('ZADD', order, decimal(arrived), id)
    for _, entry in ipairs(doubtsOf(P .. 'a:' .. carrier, phone)) do
      appoint(carrier, phone, second, (unpackb('>I4', entry, 10)))
    end
  end
end

for _, id in ipairs(call('ZRANGEBYSCORE', order, '-inf', decimal(NOW_MS - keep), 'LIMIT', 0, 256)) do
  drop(id)
end
local over = call('ZCARD', order) - most
if over > 0 then
  for _, id in ipairs(call('ZRANGE', order, 0, over - 1)) do
    drop(id)
  end
end
call('PEXPIRE', key, keep)
call('PEXPIRE', order, keep)
return gone
