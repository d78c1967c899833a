-- What changed on the stop list since a version.
--
-- ARGV     the version known
-- returns  {version now, the changes in order, or nothing when they are not kept any more}
-- cost     O(changes)

local version = tonumber(redis.call('GET', KEYS[1] .. 'ov') or '0')
local behind = version - tonumber(ARGV[1])
if behind < 1 then
  return {version, {}}
end
if behind > redis.call('LLEN', KEYS[1] .. 'oc') then
  return {version}
end
return {version, redis.call('LRANGE', KEYS[1] .. 'oc', -behind, -1)}
