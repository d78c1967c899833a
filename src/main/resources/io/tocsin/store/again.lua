-- What the scripts about replies share; put behind prelude.lua.

local MOST_SEEN, SEEN_MS = 20000, 86400000

-- Whether a reply of that fingerprint came within that time; false for '', which has none.
local function isRepeated(fingerprint, within)
  return fingerprint ~= '' and tonumber(call('ZSCORE', P .. 'Ms', fingerprint) or '0') > NOW_MS - within
end

-- Remembers it. To be called last: a script that fails half-way must not make the reply one that came before.
local function remember(fingerprint)
  if fingerprint ~= '' then
    local key = P .. 'Ms'
    call('ZADD', key, decimal(NOW_MS), fingerprint)
    call('ZREMRANGEBYSCORE', key, '-inf', decimal(NOW_MS - SEEN_MS))
    call('ZREMRANGEBYRANK', key, 0, -1 - MOST_SEEN)
    call('PEXPIRE', key, decimal(SEEN_MS))
  end
end
