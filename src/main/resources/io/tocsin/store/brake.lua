-- The global stop: puts it on, and takes it off when a second person confirms what a first one asked.
-- KEYS[1]  hash, there while all sending is stopped: 'by', 'kind', 'since' (ms), 'reason'; 'asked', 'id', 'at' (ms),
--          'till' (ms), 'why' while somebody has asked for the release
-- ARGV     'stop', by, kind, reason; or 'release', by, reason, id of the request that is confirmed ('' to ask), ms for which
--          a request may wait; or 'read'
-- Result   {word, the hash as it is then}; words are 'none', 'stopped', 'asked', 'own', 'changed', 'released'
-- Cost     O(1); every node reads it some times a second

local call = redis.call
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ms = string.format('%d', now)

local function unask()
  call('HDEL', KEYS[1], 'asked', 'id', 'at', 'till', 'why')
end

local function stop()
  if call('EXISTS', KEYS[1]) == 0 then
    call('HSET', KEYS[1], 'by', ARGV[2], 'kind', ARGV[3], 'since', ms, 'reason', ARGV[4])
  else
    unask()
  end
  return 'stopped'
end

local function release()
  local id = call('HGET', KEYS[1], 'id') or ''
  if id ~= ARGV[4] then
    return 'changed'
  elseif id == '' then
    -- Never the same twice: a request that was withdrawn and made again is another one.
    call('HSET', KEYS[1], 'asked', ARGV[2], 'id', string.format('%d-%06d', time[1], time[2]), 'at', ms,
      'till', string.format('%d', now + ARGV[5]), 'why', ARGV[3])
    return 'asked'
  elseif call('HGET', KEYS[1], 'asked') == ARGV[2] then
    return 'own'
  end
  call('DEL', KEYS[1])
  return 'released'
end

local there = call('EXISTS', KEYS[1]) == 1
local till = tonumber(call('HGET', KEYS[1], 'till') or now + 1)
local expired = till <= now
local word
if ARGV[1] == 'stop' then
  word = stop()
elseif not there then
  word = 'none'
elseif ARGV[1] == 'read' then
  word = 'stopped'
else
  if expired then
    unask()
  end
  expired = false
  word = release()
end
local hash = call('HGETALL', KEYS[1])
if ARGV[1] == 'read' and expired then
  hash = {}
  for _, name in ipairs({'by', 'kind', 'since', 'reason'}) do
    hash[#hash + 1] = name
    hash[#hash + 1] = call('HGET', KEYS[1], name)
  end
end
return {word, hash}
