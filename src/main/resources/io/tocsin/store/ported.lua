-- Notes whose network numbers are on that changed their operator, or forgets them; moves the version and notes each change.
--
-- ARGV     numbers that are kept at most, changes that are kept, then per number: phone key, encrypted entry or '' to forget it
-- returns  per number 1 when that was done, else 0: there is no room, or nothing was known
-- cost     five commands a number

local numbers, most, keep = KEYS[1] .. 'P', tonumber(ARGV[1]), -tonumber(ARGV[2])
local done = {}
for i = 3, #ARGV, 2 do
  local key, sign, entry = ARGV[i], '+', ARGV[i + 1]
  local before = redis.call('HGET', numbers, key)
  local is
  if entry == '' then
    -- What is forgotten goes into the note, as only it says which number that was.
    is, sign, entry = before, '-', before
    if is then
      redis.call('HDEL', numbers, key)
    end
  else
    is = before or redis.call('HLEN', numbers) < most
    if is then
      redis.call('HSET', numbers, key, entry)
    end
  end
  if is then
    local version = redis.call('INCR', KEYS[1] .. 'Pv')
    redis.call('RPUSH', KEYS[1] .. 'Pc', struct.pack('>I8', version) .. sign .. key .. entry)
  end
  done[#done + 1] = is and 1 or 0
end
redis.call('LTRIM', KEYS[1] .. 'Pc', keep, -1)
return done
