-- What the scripts about replies share; put behind prelude.lua.

local MOST_SEEN, SEEN_MS = 20000, 86400000

-- Whether a reply of that fingerprint came within that time; notes it if not. '' for what has none.
local function isRepeated(fingerprint, within)
  if fingerprint == '' then
    return false
  end
  local key = P .. 'Ms'
  local seen = tonumber(call('ZSCORE', key, fingerprint) or '0')
  if seen > NOW_MS - within then
    return true
  end
  call('ZADD', key, decimal(NOW_MS), fingerprint)
  call('ZREMRANGEBYSCORE', key, '-inf', decimal(NOW_MS - SEEN_MS))
  call('ZREMRANGEBYRANK', key, 0, -1 - MOST_SEEN)
  call('PEXPIRE', key, decimal(SEEN_MS))
  return false
end
